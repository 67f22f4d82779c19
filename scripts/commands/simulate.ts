import { forecastStage } from "../gates/criteria/forecast.ts";
import { propagationOf } from "../gates/criteria/stay.ts";
import { simulateJson } from "../report/json.ts";
import { simulateText } from "../report/terminal.ts";
import { read } from "./args.ts";
import { type Command, exit, Failure, UsageError } from "./command.ts";
import { ownPlan } from "./own.ts";

export const simulate: Command = {
  name: "simulate",
  summary: "What each stage of a plan would catch, how fast, and how often it would revert a healthy flag",
  usage: `flaghoist simulate NAME [--users N] [--rate SHARE]

  With the users each stage expects:    $ flaghoist simulate form1095b
  With other traffic:                   $ flaghoist simulate form1095b --users 5000
  For a rate you fear:                  $ flaghoist simulate form1095b --rate 0.015

  Exact chances, no random numbers: looks every hour until the soak is over, users who come evenly, one event each.
  Reads the plan of this folder and asks nobody.`,

  async run(world, args) {
    const { values, words } = read(args, options, { least: 1, most: 1, are: "one plan's name" });
    const users = numberOf(values.users, "--users", (n) => Number.isInteger(n) && n >= 1, "a whole number from 1");
    const rate = numberOf(values.rate, "--rate", (n) => n > 0 && n < 1, "a share above 0 and below 1, as 0.015");
    const { plan, settings } = await ownPlan(world, await world.ports("git"), words[0]!);
    if (plan.metrics.length === 0)
      throw new Failure(`${plan.file} declares no metrics: its stages would catch nothing`);
    const stages = plan.stages.map((stage) => {
      const propagation = propagationOf(settings, stage.environment);
      world.progress(`Computing ${stage.name}`);
      const expecting = { propagation, users, rates: rate === undefined ? [] : [rate], curve: true };
      return { stage, forecasts: forecastStage(plan, stage, expecting) };
    });
    if (world.json) world.out(JSON.stringify(simulateJson({ plan, stages })));
    else world.out(simulateText({ plan, stages }, world.terminal));
    return exit.ok;
  },
};

const options = { users: { type: "string" }, rate: { type: "string" } } as const;

function numberOf(text: string | undefined, option: string, fits: (n: number) => boolean, what: string) {
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!fits(value)) throw new UsageError(`${option} ${text} is not ${what}`);
  return value;
}
