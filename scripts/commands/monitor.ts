import { monitorJson } from "../report/json.ts";
import { monitorText } from "../report/terminal.ts";
import { monitorPass } from "../workflows/monitor.ts";
import { read } from "./args.ts";
import { type Command, exit } from "./command.ts";

export const monitor: Command = {
  name: "monitor",
  summary: "One pass over all live plans: measure, revert what is bad, propose what is due, remind",
  usage: `flaghoist monitor

  One pass:                       $ flaghoist monitor
  As a document, for a record:    $ flaghoist monitor --json
  From a schedule, every hour:    $ flaghoist monitor && flaghoist sync

  Exit 1 where something was reverted, 3 where a plan could not be watched.`,

  async run(world, args) {
    read(args, {}, { least: 0, most: 0, are: "" });
    const watched = await monitorPass(await world.ports("stores"));
    if (world.json) world.out(JSON.stringify(monitorJson(watched)));
    else world.out(monitorText(watched, world.terminal));
    if (watched.some(({ kind }) => kind === "failed")) return exit.failure;
    return watched.some(({ kind }) => kind === "reverted") ? exit.problems : exit.ok;
  },
};
