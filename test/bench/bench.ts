import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { installPeer, peer } from "./featurevisor.ts";
import { judgementCosts } from "./judgement.ts";
import { median, once, type Run } from "./measure.ts";
import { monitorPasses } from "./monitor.ts";
import { type Bench, plansRepository } from "./repositories.ts";
import { headOf, published, rowOf, tables, trueRates } from "./simulation.ts";

const program = join(import.meta.dirname, "../../dist/flaghoist.js");
const sizes = (process.argv[2] ?? "100,1000,10000").split(",").map(Number);
const times = (size: number) => (size > 1000 ? 3 : 5);

interface Row {
  readonly what: string;
  readonly size: number;
  readonly run: Run;
  readonly ratio: string;
}

const row = ({ what, size, run, ratio }: Row) =>
  `| ${what.padEnd(34)} | ${String(size).padStart(6)} | ${run.seconds.toFixed(2).padStart(7)} | ${run.mebibytes.toFixed(0).padStart(6)} | ${ratio.padStart(7)} |`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function commands({ root, forget, git, planText }: Bench, size: number, lint: Run): Promise<void> {
  const flaghoist = (...args: readonly string[]) => [program, ...args];
  const show = (what: string, run: Run, compared = false) =>
    say(row({ what, size, run, ratio: compared ? `${(run.seconds / lint.seconds).toFixed(2)}` : "" }));
  const several = (args: readonly string[], exits?: readonly number[], before?: () => void) =>
    median(times(size), () => once(root, flaghoist(...args), exits), before);

  show("validate, cold", await several(["validate"], [0], forget), true);
  show("validate, warm", await several(["validate"], [0]), true);
  show("plan, one plan changed", await several(["plan", "--head", "promote/one"]));
  show("check, one plan changed", await several(["check", "--head", "promote/one"], [0, 1, 3, 4]));
  show("status, cold", await several(["status"], [0], forget));
  show("status, warm", await several(["status"], [0]));
  show("sync, first write of all", await once(root, flaghoist("sync")));
  show("sync, nothing to do", await several(["sync"]));
  writeFileSync(join(root, "flags/feature-1.yaml"), planText(1).replace("standing: planned", "standing: uat"));
  git("commit", "--quiet", "--all", "--message=One stage up");
  show("sync, one change", await once(root, flaghoist("sync")));
}

say(
  `${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}; whole processes, medians; peer: ${peer} lint`,
);
say(`| ${"what".padEnd(34)} |  plans | seconds |    MiB | to peer |`);
say(`| ${"---".padEnd(34, "-")} | ------ | ------- | ------ | ------- |`);
const featurevisor = installPeer();
for (const size of sizes) {
  const project = featurevisor.project(size);
  const lint = await median(times(size), () => once(project, [featurevisor.program, "lint"]));
  say(row({ what: "peer: lint", size, run: lint, ratio: "1.00" }));
  const repository = plansRepository(size);
  await commands(repository, size, lint);
  repository.remove();
}
featurevisor.remove();

say("");
const passes = await monitorPasses(program, 1000, 3);
for (const { run, requests } of passes ?? []) {
  const { seconds, mebibytes } = run;
  say(
    `monitor, 1000 live plans of 3 criteria, real Prometheus: ${seconds.toFixed(2)} s, ${mebibytes.toFixed(0)} MiB, ${requests} requests`,
  );
}
for (const [what, microseconds] of judgementCosts()) say(`judgement of ${what}: ${microseconds.toFixed(0)} us`);

say(`\n${published.runs} runs: 60 requests/h, an objective of 1 %, a look every hour for a week`);
for (const table of tables) {
  say(`\nshare of runs ${table.title}, and the hour of the middle one\n${headOf(table).join("\n")}`);
  for (const rate of trueRates) say(rowOf(table, rate, published));
}
