import { listens } from "../runner/triggers.ts";
import { type Audit, conditions, expressions, jobsOf, jobWith, privileged, stepsOf } from "./audit.ts";

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
    find: ({ text }) =>
      text
        .split("\n")
        .filter((line) => /^\s+(permission-)?[a-z-]+: (read|write)\b/.test(line))
        .filter((line) => !/ # \S.{8,}/.test(line))
        .map((line) => `say what for: ${line.trim()}`),
    bad: [
      jobWith("- run: x", "permissions:\n  contents: read"),
      jobWith("- uses: x\n  with:\n    permission-contents: write"),
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
        JSON.stringify(job).includes("secrets.") && job.environment === undefined
          ? [`${id}: secrets belong to an environment that is bound to the default branch`]
          : [],
      ),
    bad: [jobWith("- run: x\n  env: { TOKEN: '${{ secrets.TOKEN }}' }")],
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
