import { checkJson } from "../report/json.ts";
import { checkText } from "../report/terminal.ts";
import { check as judge } from "../workflows/check.ts";
import { read } from "./args.ts";
import { type Command, exitOf } from "./command.ts";
import { ends } from "./revision.ts";

export const check: Command = {
  name: "check",
  summary: "The full verdict on a branch, as its pull request would get it",
  usage: `flaghoist check [--base REF] [--head REF]

  The branch you are on:           $ flaghoist check
  Any branch against any other:    $ flaghoist check --base main --head promote/form1095b-half
  As a document, for a script:     $ flaghoist check --head promote/form1095b-half --json

  Reviews are read where an open pull request has this head; on GitHub with GH_TOKEN=$(gh auth token).`,

  async run(world, args) {
    const { values } = read(args, { head: { type: "string", default: "HEAD" } }, { least: 0, most: 0, are: "" });
    const ports = await world.ports("forge");
    const { base, head } = await ends(world, ports, values.head);
    const open = await ports.forge.pullRequests();
    const pullRequest = open.find((one) => one.head === head) ?? null;
    const report = await judge(ports, { base, head, pullRequest });
    if (world.json) world.out(JSON.stringify(checkJson(report)));
    else world.out(checkText(report, world.terminal));
    return exitOf[report.outcome];
  },
};
