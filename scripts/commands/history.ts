import { historyJson } from "../report/json.ts";
import { historyText } from "../report/terminal.ts";
import { history as historyOf } from "../workflows/history.ts";
import { read } from "./args.ts";
import { type Command, exit, UsageError } from "./command.ts";

export const history: Command = {
  name: "history",
  summary: "Every move of a plan: when, by whom approved, on what evidence, from git alone",
  usage: `flaghoist history NAME

  One plan's story:              $ flaghoist history form1095b
  As a document, for an audit:   $ flaghoist history form1095b --json
  On another branch:             $ flaghoist history form1095b --base release`,

  async run(world, args) {
    const { words } = read(args, {}, { least: 1, most: 1, are: "one plan's name" });
    const name = words[0]!;
    const moves = await historyOf(await world.ports("git"), name);
    if (moves.length === 0) throw new UsageError(`no commit of the base branch knows flags/${name}.yaml`);
    if (world.json) world.out(JSON.stringify(historyJson(name, moves)));
    else world.out(historyText(name, moves, world.terminal));
    return exit.ok;
  },
};
