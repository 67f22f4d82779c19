import { worst } from "../gates/gate.ts";
import { didYouMean } from "../load/nearest.ts";
import { measureJson } from "../report/json.ts";
import { measureText } from "../report/terminal.ts";
import { tryMetrics } from "../workflows/trial.ts";
import { read } from "./args.ts";
import { type Command, exitOf, Failure, UsageError } from "./command.ts";
import { ownPlan } from "./own.ts";

export const measure: Command = {
  name: "measure",
  summary: "Run a plan's queries now: each value, window, verdict and the query as it was sent",
  usage: `flaghoist measure NAME [METRIC]

  What its stage asks, over its stay:   $ flaghoist measure form1095b
  One metric, before it is merged:      $ flaghoist measure form1095b download-errors
  As a document, for a script:          $ flaghoist measure form1095b --json

  Reads the plan of this folder. A plan that stands in no stage is tried over the last 24 hours. Nothing is written.`,

  async run(world, args) {
    const { words } = read(args, {}, { least: 1, most: 2, are: "a plan's name, and one of its metrics" });
    const ports = await world.ports("git");
    const own = await ownPlan(world, ports, words[0]!);
    const names = own.plan.metrics.map(({ name }) => name);
    const only = words[1] === undefined ? null : (own.plan.metrics.find(({ name }) => name === words[1]) ?? undefined);
    if (names.length === 0) throw new Failure(`${own.plan.file} declares no metrics: there is nothing to measure`);
    if (only === undefined) {
      const there = didYouMean(words[1]!, names) || `metrics are ${names.join(", ")}`;
      throw new UsageError(`${own.plan.file} has no metric "${words[1]}"; ${there}`);
    }
    world.progress(`Measuring ${own.plan.name}`);
    const tried = await tryMetrics(ports, own, only);
    if (world.json) world.out(JSON.stringify(measureJson(tried)));
    else world.out(measureText(tried, world.terminal));
    return exitOf[worst(tried.metrics.map(({ finding }) => finding.outcome))];
  },
};
