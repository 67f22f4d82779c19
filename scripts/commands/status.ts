import { statusJson } from "../report/json.ts";
import { statusText } from "../report/terminal.ts";
import { status as statusOf } from "../workflows/status.ts";
import { read } from "./args.ts";
import { type Command, exit, UsageError } from "./command.ts";

export const status: Command = {
  name: "status",
  summary: "Where every plan is, what its next stage waits for, and until when",
  usage: `flaghoist status [NAME]

  Every plan of the base branch:  $ flaghoist status
  One plan, with every gate:      $ flaghoist status form1095b
  As it will be on Thursday:      $ flaghoist status --now 2025-03-13T14:00:00Z`,

  async run(world, args) {
    const { words } = read(args, {}, { least: 0, most: 1, are: "at most one plan's name" });
    const name = words[0] ?? null;
    const found = await statusOf(await world.ports("forge"), name);
    if (name !== null && found.plans.length === 0) {
      throw new UsageError(`there is no plan "${name}" on the base branch; flaghoist status lists them`);
    }
    if (world.json) world.out(JSON.stringify(statusJson(found, world.now)));
    else world.out(statusText(found, { ...world.terminal, now: world.now, whole: name !== null }));
    return found.broken.length === 0 ? exit.ok : exit.problems;
  },
};
