import { planJson } from "../report/json.ts";
import { planText } from "../report/terminal.ts";
import { movedBetween } from "../workflows/moved.ts";
import { read } from "./args.ts";
import { type Command, exit } from "./command.ts";
import { ends } from "./revision.ts";

export const plan: Command = {
  name: "plan",
  summary: "What a branch moves, and what that does to who sees what",
  usage: `flaghoist plan [--base REF] [--head REF]

  The branch you are on:         $ flaghoist plan
  Any branch against any other:  $ flaghoist plan --base main --head promote/form1095b-half
  As a document, for a script:   $ flaghoist plan --json

  It asks no store, no provider and no people; check does.`,

  async run(world, args) {
    const { values } = read(args, { head: { type: "string", default: "HEAD" } }, { least: 0, most: 0, are: "" });
    const ports = await world.ports("git");
    const { base, head } = await ends(world, ports, values.head);
    const { moved, diagnostics, wrong } = await movedBetween(ports.forge.repository, base, head);
    if (world.json) world.out(JSON.stringify(planJson(moved, diagnostics)));
    else world.out(planText(moved, diagnostics, world.terminal));
    return wrong ? exit.problems : exit.ok;
  },
};
