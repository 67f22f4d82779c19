import type { Declared } from "../runner/document.ts";
import { listens } from "../runner/triggers.ts";
import { type Audit, type Audited, conditions, expressions, jobsOf, jobWith, privileged, stepsOf } from "./audit.ts";

/** Names of all permissions that a workflow declares, each as often as it does, however they are written. */
function declaredIn(workflow: Audited): readonly string[] {
  const named = ({ permissions = {} }: { readonly permissions?: Declared }) =>
    typeof permissions === "string" ? [] : Object.keys(permissions);
  const inputs = stepsOf(workflow).flatMap(({ step }) => Object.keys(step.with ?? {}));
  return [
    ...named(workflow.document),
    ...jobsOf(workflow).flatMap(([, job]) => named(job)),
    ...inputs.filter((input) => input.startsWith("permission-")),
  ];
}

/** What a run may do, and who may start it. */
export const accessAudits: readonly Audit[] = [
  {
    name: "excessive-permissions",
    find: (workflow) => [
      ...(JSON.stringify(workflow.document.permissions) === "{}" ? [] : ["write `permissions: {}` at the top"]),
      ...jobsOf(workflow).flatMap(([id, job]) => {
        if (job.permissions === undefined) return [`${id}: say what it may`];
        return typeof job.permissions === "string" ? [`${id}: ${job.permissions} is everything`] : [];
      }),
    ],
    bad: [
      "on: push\njobs: { a: { permissions: {} } }",
      "on: push\npermissions: { contents: read }\njobs: { a: { permissions: {} } }",
      "on: push\npermissions: {}\njobs: { a: {} }",
      "on: push\npermissions: {}\njobs: { a: { permissions: write-all } }",
    ],
  },
  {
    name: "undocumented-permissions",
    find: (workflow) => {
      const said = [...workflow.text.matchAll(/^\s+([a-z-]+): (?:read|write) # \S.{8,}$/gm)].map(([, name]) => name);
      return declaredIn(workflow).filter((name) => {
        const place = said.indexOf(name);
        if (place !== -1) said.splice(place, 1);
        return place === -1;
      });
    },
    bad: [
      jobWith("- run: x", "permissions:\n  contents: read"),
      jobWith("- uses: x\n  with:\n    permission-contents: write"),
      jobWith("- run: x", "permissions: { contents: write } # a line of it"),
      jobWith("- uses: x\n  with: { permission-contents: write } # a line of it"),
      jobWith("- run: x", 'permissions:\n  "contents": read'),
    ],
  },
  {
    name: "dangerous-triggers",
    find: ({ file, document }) =>
      Object.keys(listens(document)).flatMap((event) => {
        if (/^(pull_request_target|issue_comment|issues|discussion)/.test(event))
          return [`${event} is somebody else's`];
        return event === "workflow_run" && file !== "flag-gate.yml" ? ["workflow_run belongs to flag-gate alone"] : [];
      }),
    bad: [
      "on: pull_request_target\njobs: {}",
      "on: { workflow_run: { workflows: [a] } }\njobs: {}",
      "on: issue_comment\njobs: {}",
    ],
  },
  {
    name: "secrets-outside-env",
    find: (workflow) =>
      jobsOf(workflow).flatMap(([id, job]) =>
        JSON.stringify([job, workflow.document.env]).includes("secrets.") && job.environment === undefined
          ? [`${id}: secrets belong to an environment that is bound to the default branch`]
          : [],
      ),
    bad: [
      jobWith("- run: x\n  env: { TOKEN: '${{ secrets.TOKEN }}' }"),
      "on: push\nenv: { TOKEN: '${{ secrets.TOKEN }}' }\njobs: { a: { environment: x }, b: {} }",
    ],
  },
  {
    name: "overprovisioned-secrets",
    find: ({ text }) =>
      expressions(text)
        .filter((inside) => /\bsecrets\b(?!\.\w)/.test(inside) || /fromJSON\(\s*secrets\b/i.test(inside))
        .map((inside) => `name the one secret: ${inside}`),
    bad: [
      jobWith("- run: x\n  env: { ALL: '${{ toJSON(secrets) }}' }"),
      jobWith("- run: x\n  env: { ONE: '${{ fromJSON(secrets.ALL).token }}' }"),
      jobWith("- run: x\n  env: { ONE: '${{ secrets[matrix.name] }}' }"),
    ],
  },
  {
    name: "secrets-inherit",
    find: ({ text }) => (/^\s*secrets:\s*inherit/m.test(text) ? ["secrets: inherit hands over everything"] : []),
    bad: ["on: push\njobs:\n  a:\n    uses: ./x.yml\n    secrets: inherit"],
  },
  {
    name: "bot-conditions",
    find: (workflow) =>
      conditions(workflow).flatMap(([place, condition]) =>
        /github\.(triggering_)?actor\b/.test(condition) ? [`${place}: who started a run proves nothing`] : [],
      ),
    bad: [
      jobWith("- run: x", "if: github.actor == 'dependabot[bot]'"),
      jobWith("- if: github.triggering_actor == 'x'\n  run: x"),
    ],
  },
  {
    name: "cache-poisoning",
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ job, place, step }) => {
        const caches = /^actions\/(cache|setup-)/.test(step.uses ?? "") && String(step.with?.cache) !== "false";
        return caches && privileged(job) ? [`${place}: what another branch cached would run here`] : [];
      }),
    bad: [
      jobWith("- uses: actions/cache@1", "environment: x"),
      jobWith("- uses: actions/setup-node@1", "permissions: { contents: write }"),
    ],
  },
];
