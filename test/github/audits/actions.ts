import { type Audit, jobWith, stepsOf, usesOf } from "./audit.ts";

const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const someSha = "0123456789012345678901234567890123456789";

/** Whose code runs: actions, by what they are named. */
export const actionAudits: readonly Audit[] = [
  {
    name: "unpinned-uses",
    find: (workflow) =>
      usesOf(workflow).flatMap(([place, uses]) =>
        uses.startsWith("$/") || pinned.test(uses) ? [] : [`${place}: pin ${uses} to a commit`],
      ),
    bad: [
      jobWith("- uses: actions/checkout@v7"),
      jobWith("- uses: actions/checkout@3d3c42e"),
      jobWith("- uses: docker://alpine:3"),
      "on: push\njobs: { a: { uses: example-org/other/.github/workflows/x.yml@main } }",
    ],
  },
  {
    name: "ref-version-mismatch",
    find: ({ text }) =>
      [...text.matchAll(/uses:[ \t]*(\S+)@([0-9a-f]{40})(.*)$/gm)].flatMap(([, action, sha, comment]) => {
        const wanted = knownPins[action!];
        if (wanted === undefined) return [`${action}: write its commit and version down in knownPins`];
        const [commit, version] = wanted;
        if (sha !== commit) return [`${action}: ${sha} is not the commit of ${version}`];
        return comment!.trim() === `# ${version}` ? [] : [`${action}: end the line with \`# ${version}\``];
      }),
    bad: [
      jobWith("- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1"),
      jobWith("- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v6.0.0"),
      jobWith(`- uses: actions/checkout@${someSha} # v7.0.1`),
      jobWith(`- uses: somebody/else@${someSha} # v1.0.0`),
    ],
  },
  {
    name: "self-repository",
    find: (workflow) =>
      usesOf(workflow).flatMap(([place, uses]) =>
        uses.startsWith("./") ? [`${place}: ${uses} is what the workspace holds; write $/${uses.slice(2)}`] : [],
      ),
    bad: [jobWith("- uses: ./.github/actions/gate"), "on: push\njobs: { a: { uses: ./.github/workflows/x.yml } }"],
  },
  {
    name: "artipacked",
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ place, step }) =>
        step.uses?.startsWith("actions/checkout@") && String(step.with?.["persist-credentials"]) !== "false"
          ? [`${place}: the token stays in .git/config without persist-credentials: false`]
          : [],
      ),
    bad: [
      jobWith(`- uses: actions/checkout@${someSha}`),
      jobWith(`- uses: actions/checkout@${someSha}\n  with: { persist-credentials: true }`),
    ],
  },
  {
    name: "github-app",
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ place, step }) => {
        if (!step.uses?.startsWith("actions/create-github-app-token@")) return [];
        const given = Object.keys(step.with ?? {});
        return [
          ...(given.some((name) => name.startsWith("permission-")) ? [] : [`${place}: name each permission-*`]),
          ...(given.includes("repositories") ? [] : [`${place}: name the repositories`]),
          ...(given.includes("owner") ? [`${place}: owner widens the token`] : []),
          ...(given.includes("skip-token-revoke") ? [`${place}: the token must die with the job`] : []),
        ];
      }),
    bad: [
      jobWith(`- uses: actions/create-github-app-token@${someSha}\n  with: { repositories: a }`),
      jobWith(`- uses: actions/create-github-app-token@${someSha}\n  with: { permission-contents: read }`),
      jobWith(appToken("owner: example-org")),
      jobWith(appToken("skip-token-revoke: true")),
    ],
  },
];

function appToken(more: string): string {
  return `- uses: actions/create-github-app-token@${someSha}\n  with: { permission-contents: read, repositories: a, ${more} }`;
}

/** The commit that each version we use stands for. */
const knownPins: Readonly<Record<string, readonly [commit: string, version: string]>> = {
  "actions/checkout": ["3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"],
  "actions/create-github-app-token": ["bcd2ba49218906704ab6c1aa796996da409d3eb1", "v3.2.0"],
};
