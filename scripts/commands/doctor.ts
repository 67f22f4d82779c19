import { clientOf } from "../forge/github/client.ts";
import { readSetUp } from "../forge/github/set-up.ts";
import { read } from "./args.ts";
import { type Command, exit, Failure } from "./command.ts";
import { ailments } from "./doctor/examine.ts";
import { doctorText } from "./doctor/text.ts";
import { ownSettings } from "./own.ts";
import { secretNames } from "./setup/names.ts";
import { ownPlans, ownRepository, ownRulesets } from "./setup/read.ts";

export const doctor: Command = {
  name: "doctor",
  summary: "Whether the repository on GitHub is set up as it must be, and what to do where it is not",
  usage: `flaghoist doctor [--basic] [--repo OWNER/NAME]

  The repository origin points to:  $ GH_TOKEN=$(gh auth token) flaghoist doctor
  Another, without an App:          $ GH_TOKEN=$(gh auth token) flaghoist doctor --basic --repo example-org/benefits
  As a document, for an alert:      $ GH_TOKEN=$(gh auth token) flaghoist doctor --json

  Exit 1 where something is wrong, 3 where something could not be looked at: an administrator may look at all of it.`,

  async run(world, args) {
    const { values } = read(args, options, { least: 0, most: 0, are: "" });
    const repository = await ownRepository(world, values.repo);
    const settings = await ownSettings(world);
    const { secrets, forge } = await world.ports("git");
    const token = secrets("GH_TOKEN") ?? secrets("GITHUB_TOKEN");
    if (!token) throw new Failure("set GH_TOKEN to a token that may see the settings: GH_TOKEN=$(gh auth token)");
    const client = clientOf(token, secrets("GITHUB_API_URL") ?? "https://api.github.com", {});
    const branch = forge.baseBranch.replace(/^origin\//, "");
    const names = secretNames(settings, await ownPlans(world, settings));
    world.progress(`Looking at ${repository.owner}/${repository.name}`);
    const found = ailments(await readSetUp(client, repository, branch), {
      ...{ branch, method: settings.merge.method, basic: values.basic === true, secrets: names },
      rulesets: await ownRulesets(world),
    });
    if (world.json) world.out(JSON.stringify({ version: 1, found }));
    else world.out(doctorText(found));
    if (found.some(({ state }) => state === "wrong")) return exit.problems;
    return found.some(({ state }) => state === "unknown") ? exit.failure : exit.ok;
  },
};

const options = { basic: { type: "boolean" }, repo: { type: "string" } } as const;
