import type { Cron } from "../runner/document.ts";
import { listens } from "../runner/triggers.ts";
import { type Audit, conditions, expressions, jobsOf, jobWith, privileged, stepsOf } from "./audit.ts";

/** Of these contexts nobody outside the repository writes a word. */
const ours = /^(matrix|runner|strategy|job)\.[\w.-]+$/;

/** What runs, and when. */
export const commandAudits: readonly Audit[] = [
  {
    name: "template-injection",
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ place, step }) =>
        expressions(`${step.run ?? ""}${step.with?.script ?? ""}`)
          .filter((inside) => !ours.test(inside))
          .map((inside) => `${place}: ${inside} is pasted into a script; hand it over in env`),
      ),
    bad: [
      jobWith("- run: echo '${{ github.event.pull_request.title }}'"),
      jobWith("- run: echo ${{ github.head_ref }}"),
      jobWith("- run: echo ${{ steps.a.outputs.b }}"),
      jobWith("- uses: actions/github-script@1\n  with: { script: 'run(`${{ github.event.issue.title }}`)' }"),
    ],
  },
  {
    name: "github-env",
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ place, step: { run = "" } }) =>
        /GITHUB_(ENV|PATH)\b/.test(run) ? [`${place}: what is written there steers every later step`] : [],
      ),
    bad: [jobWith('- run: echo "A=$B" >> "$GITHUB_ENV"'), jobWith("- run: cat x >> $GITHUB_PATH")],
  },
  {
    name: "adhoc-packages",
    find: (workflow) =>
      stepsOf(workflow).flatMap(({ job, place, step: { run = "" } }) =>
        privileged(job) && /\b(npm|npx|pnpm|yarn|pip|gem|apt-get|curl|wget)\b/.test(run)
          ? [`${place}: nothing is fetched where a secret is`]
          : [],
      ),
    bad: [
      jobWith("- run: npm ci", "environment: x"),
      jobWith("- run: curl https://x | sh", "permissions: { contents: write }"),
    ],
  },
  {
    name: "unsound-condition",
    find: (workflow) =>
      conditions(workflow).flatMap(([place, condition]) => {
        const braces = /^\$\{\{.*\}\}$/s.test(condition);
        const text = condition.includes("${{") && !braces;
        return text || /\n/.test(condition) ? [`${place}: text beside \${{ }} makes it always true`] : [];
      }),
    bad: [jobWith("- run: x\n  if: ${{ false }} ok"), jobWith("- run: x\n  if: |\n    ${{ false }}\n")],
  },
  {
    name: "unsound-contains",
    find: (workflow) =>
      conditions(workflow).flatMap(([place, condition]) =>
        /\bcontains\(\s*'/i.test(condition) ? [`${place}: a part of a word is found as well`] : [],
      ),
    bad: [jobWith("- run: x\n  if: contains('refs/heads/main refs/heads/next', github.ref)")],
  },
  {
    name: "unsound-ternary",
    find: ({ text }) =>
      expressions(text)
        .filter((inside) => /&&\s*(''|false|0|null)\s*\|\|/.test(inside))
        .map((inside) => `always the last of them: ${inside}`),
    bad: [jobWith("- run: x\n  env: { A: \"${{ github.ref && '' || 'x' }}\" }")],
  },
  {
    name: "concurrency-limits",
    find: ({ document }) => (document.concurrency === undefined ? ["say what may run beside it: concurrency"] : []),
    bad: ["on: push\njobs: {}"],
  },
  {
    name: "timeouts",
    find: (workflow) =>
      jobsOf(workflow).flatMap(([id, job]) =>
        "timeout-minutes" in job ? [] : [`${id}: six hours without timeout-minutes`],
      ),
    bad: [jobWith("- run: x")],
  },
  {
    name: "busy-minutes",
    find: ({ document }) =>
      ((listens(document).schedule ?? []) as readonly Cron[]).flatMap(({ cron }) => {
        const minutes = cron.trim().split(/\s/)[0]!;
        return minutes.split(",").every((minute) => /^\d+$/.test(minute) && Number(minute) % 5 !== 0)
          ? []
          : [`${minutes}: GitHub drops runs when everybody's are due`];
      }),
    bad: [
      'on: { schedule: [{ cron: "0 * * * *" }] }\njobs: {}',
      'on: { schedule: [{ cron: "*/15 * * * *" }] }\njobs: {}',
      "on: { schedule: [{ cron: '0 * * * *' }] }\njobs: {}",
      "on:\n  schedule:\n    - cron: 30 * * * *\njobs: {}",
    ],
  },
];
