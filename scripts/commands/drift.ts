import { driftJson } from "../report/json.ts";
import { driftText } from "../report/terminal.ts";
import { driftOf } from "../workflows/drift.ts";
import { read } from "./args.ts";
import { type Command, exit } from "./command.ts";

export const drift: Command = {
  name: "drift",
  summary: "Where the stores differ from the base branch; changes nothing",
  usage: `flaghoist drift

  What differs:                    $ flaghoist drift
  As a document, for an alert:     $ flaghoist drift --json
  Then make it the same:           $ flaghoist sync

  Exit 1 where something differs, 3 where a store could not be read. A store that holds what main says is asked whether
  it serves it, where it can be asked.`,

  async run(world, args) {
    read(args, {}, { least: 0, most: 0, are: "" });
    const plan = await driftOf(await world.ports("forge"));
    if (world.json) world.out(JSON.stringify(driftJson(plan)));
    else world.out(driftText(plan, world.terminal));
    const steps = plan.stores.flatMap(({ steps }) => steps);
    if (steps.some(({ kind }) => kind === "unknown") || plan.stores.some(({ unresolved }) => unresolved.length > 0)) {
      return exit.failure;
    }
    const served = plan.stores.every(({ unconfirmed }) => unconfirmed.every(({ settling }) => settling));
    const same = served && steps.every(({ kind }) => kind === "in-step") && plan.broken.length === 0;
    return same ? exit.ok : exit.problems;
  },
};
