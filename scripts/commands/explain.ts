import type { ExplainedFlag } from "../flag/explained.ts";
import { explainJson } from "../report/json.ts";
import { explainText } from "../report/terminal.ts";
import { explainPlan } from "../workflows/explain.ts";
import { read } from "./args.ts";
import { type Command, exit, UsageError } from "./command.ts";

export const explain: Command = {
  name: "explain",
  summary: "Whether one person sees a plan's flags: at which stage, by which rule, in each store",
  usage: `flaghoist explain NAME --actor ID

  Why somebody sees it, or not:     $ flaghoist explain form1095b --actor "User;42"
  As a document, for a script:      $ flaghoist explain form1095b --actor "User;42" --json
  By the plan of another branch:    $ flaghoist explain form1095b --actor "User;42" --base release

  The id is the one applications evaluate the flag with. Exit 1 where a store says otherwise than main, 3 where one
  cannot tell.`,

  async run(world, args) {
    const { values, words } = read(args, { actor: { type: "string" } }, { least: 1, most: 1, are: "one plan's name" });
    if (!values.actor) throw new UsageError("say who: --actor and the id that applications evaluate the flag with");
    const found = await explainPlan(await world.ports("forge"), words[0]!, values.actor);
    if (found === null) throw new UsageError(`the base branch has no plan flags/${words[0]}.yaml`);
    if (world.json) world.out(JSON.stringify(explainJson(found)));
    else world.out(explainText(found, world.terminal));
    if (found.flags.some(unknown)) return exit.failure;
    return found.flags.every(agreed) ? exit.ok : exit.problems;
  },
};

const unknown = ({ main, running, served }: ExplainedFlag) =>
  main.on === null || running.on === null || served?.on === null;

const agreed = ({ main, running, served }: ExplainedFlag) =>
  main.on === running.on && (served === null || served.on === main.on);
