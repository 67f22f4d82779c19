import { cpus } from "node:os";
import { join } from "node:path";
import { bundles, nodes } from "./bundles.ts";
import { installPeer, peer } from "./featurevisor.ts";
import { gatePasses, judging } from "./gate.ts";
import { judgementCosts } from "./judgement.ts";
import { median, once, type Run } from "./measure.ts";
import { monitorPasses } from "./monitor.ts";
import { type Bench, plansRepository } from "./repositories.ts";
import { headOf, published, rowOf, tables, trueRates } from "./simulation.ts";
import { storePasses } from "./stores.ts";

const program = join(import.meta.dirname, "../../dist/flaghoist.js");
const sizes = (process.argv[2] ?? "100,1000,10000").split(",").map(Number);
const times = (size: number) => (size > 1000 ? 3 : 5);

const row = (what: string, size: number, { seconds, mebibytes }: Run, lint: Run) =>
  `| ${what.padEnd(24)} | ${String(size).padStart(6)} | ${seconds.toFixed(2).padStart(7)} | ${mebibytes.toFixed(0).padStart(5)} | ${(seconds / lint.seconds).toFixed(2).padStart(7)} |`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function commands({ root, forget, forgetStores, raiseOrLower }: Bench, size: number, lint: Run): Promise<void> {
  const measured = async (what: string, args: readonly string[], { exits = [0], before = () => {} }: How = {}) =>
    say(row(what, size, await median(times(size), () => once(root, [program, ...args], exits), before), lint));

  await measured("validate, cold", ["validate"], { before: forget });
  await measured("validate, warm", ["validate"]);
  await measured("plan, one plan changed", ["plan", "--head", "promote/one"]);
  await measured("check, one plan changed", ["check", "--head", "promote/one"], { exits: [0, 1, 3, 4] });
  await measured("sync, first of all", ["sync"], { before: forgetStores });
  await measured("sync, nothing to do", ["sync"]);
  await measured("sync, one change", ["sync"], { before: raiseOrLower });
  await measured("status", ["status"]);
}

interface How {
  readonly exits?: readonly number[];
  readonly before?: () => void;
}

say(
  `${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}; whole processes, medians; peer: ${peer} lint`,
);
say(`| ${"what".padEnd(24)} |  plans | seconds |   MiB | to peer |`);
say(`| ${"".padEnd(24, "-")} | ------ | ------- | ----- | ------- |`);
const featurevisor = installPeer();
for (const size of sizes) {
  const project = featurevisor.project(size);
  const lint = await median(times(size), () => once(project, [featurevisor.program, "lint"]));
  say(row("peer: lint", size, lint, lint));
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

say("\nThe actions: size, and milliseconds from start to exit without inputs, medians of 15");
say(
  `| bundle | KiB | gzip KiB | ${nodes()
    .map(([version]) => `ms on ${version}`)
    .join(" | ")} |`,
);
say(`|${" --- |".repeat(3 + nodes().length)}`);
for (const { name, kibibytes, gzipped, coldStart } of bundles(15)) {
  say(`| ${[name, ...[kibibytes, gzipped, ...coldStart].map((number) => number.toFixed(0))].join(" | ")} |`);
}

say("\nOne pass of flag-gate over open promotions, on an emulated GitHub whose own work is in the time");
say("| pull requests | what | requests | GraphQL points | seconds |\n| --- | --- | --- | --- | --- |");
for (const pulls of [1, 10, 50]) {
  for (const { what, requests, points, seconds } of await gatePasses(pulls)) {
    say(`| ${[pulls, what, requests, points, seconds.toFixed(2)].join(" | ")} |`);
  }
}
for (const size of sizes) say(`judging one promotion among ${size} plans: ${(await judging(size, 5)).toFixed(0)} ms`);

say("\nReconciling one store: read all, compare, write what differs, read back; MiB is of all four passes");
say("| store | flags | what | requests | seconds | MiB |\n| --- | --- | --- | --- | --- | --- |");
for await (const { kind, size, what, requests, seconds, mebibytes } of storePasses(sizes)) {
  say(`| ${[kind, size, what, requests, seconds.toFixed(2), mebibytes.toFixed(0)].join(" | ")} |`);
}

say(`\n${published.runs} runs: 60 requests/h, an objective of 1 %, a look every hour for a week`);
for (const table of tables) {
  say(`\nshare of runs ${table.title}, and the hour of the middle one\n${headOf(table).join("\n")}`);
  for (const rate of trueRates) say(rowOf(table, rate, published));
}
