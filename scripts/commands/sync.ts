import { syncJson } from "../report/json.ts";
import { syncText } from "../report/terminal.ts";
import { syncPass } from "../workflows/sync-pass.ts";
import { read } from "./args.ts";
import { type Command, exit } from "./command.ts";

export const sync: Command = {
  name: "sync",
  summary: "Make the stores match the base branch: lowering first, every write read back",
  usage: `flaghoist sync

  Write what differs:             $ flaghoist sync
  Look first:                     $ flaghoist drift
  As a document, for a record:    $ flaghoist sync --json

  What somebody took down by hand is never raised again: it is recorded as a revert. Where origin is on GitHub its
  workflow flag-sync does this: gh workflow run flag-sync.yml.`,

  async run(world, args) {
    read(args, {}, { least: 0, most: 0, are: "" });
    const pass = await syncPass(await world.ports("stores"));
    if (world.json) world.out(JSON.stringify(syncJson(pass)));
    else world.out(syncText(pass, world.terminal));
    return pass.outcome === "done" ? exit.ok : pass.outcome === "drift" ? exit.problems : exit.failure;
  },
};
