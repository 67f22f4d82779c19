import { plain } from "../report/words/plain.ts";
import { forbids } from "../workflows/upkeep/ruleset-file.ts";
import { read } from "./args.ts";
import { type Command, exit, Failure, UsageError } from "./command.ts";
import { ownSettings } from "./own.ts";
import { secretNames } from "./setup/names.ts";
import { ownPlans, ownRepository, ownRulesets } from "./setup/read.ts";
import { newAppAddress, setUpScript } from "./setup/render.ts";

export const setup: Command = {
  name: "setup",
  summary: "The calls that set a repository up on GitHub, as a script to read and run",
  usage: `flaghoist setup --print --app-id N --client-id ID [--key FILE] [--repo OWNER/NAME]
flaghoist setup --print --basic [--repo OWNER/NAME]

  Where to make the App:          $ flaghoist setup --print
  With it:                        $ flaghoist setup --print --app-id 424242 --client-id Iv23liExample > setup.sh
  Without one:                    $ flaghoist setup --print --basic > setup.sh

  It changes nothing by itself. What the basic mode does not protect from stands in .github/SECURITY.md.`,

  async run(world, args) {
    const { values } = read(args, options, { least: 0, most: 0, are: "" });
    if (values.print !== true) throw new UsageError("setup changes nothing by itself: add --print to see what to run");
    const repository = await ownRepository(world, values.repo);
    const app = appOf(values);
    if (app === "unknown") {
      world.out(`Make the App, install it on ${repository.owner}/${repository.name}, and generate a private key:`);
      world.out(newAppAddress(plain(repository.owner)));
      world.out("Then: flaghoist setup --print --app-id N --client-id ID --key FILE (or --basic, without an App)");
      return exit.ok;
    }
    const settings = await ownSettings(world);
    const secrets = secretNames(settings, await ownPlans(world, settings));
    const { method } = settings.merge;
    const known = { repository, branch: world.base ?? "main", app, method, secrets };
    const rulesets = await ownRulesets(world);
    const against = rulesets.find((file) => forbids(file, method));
    if (against !== undefined) {
      throw new Failure(
        `merge.method is ${method}, which ${against.file} forbids: nothing could be merged; change one`,
      );
    }
    const script = setUpScript({ ...known, rulesets });
    world.out(world.json ? JSON.stringify({ version: 1, script }) : script.trimEnd());
    return exit.ok;
  },
};

const options = {
  print: { type: "boolean" },
  basic: { type: "boolean" },
  repo: { type: "string" },
  "app-id": { type: "string" },
  "client-id": { type: "string" },
  key: { type: "string", default: "flaghoist.private-key.pem" },
} as const;

interface Given {
  readonly basic?: boolean;
  readonly "app-id"?: string;
  readonly "client-id"?: string;
  readonly key: string;
}

/** `unknown`: nobody said yet, so it is still to be made. */
function appOf({ basic, "app-id": id, "client-id": clientId, key }: Given) {
  if (basic === true && (id !== undefined || clientId !== undefined))
    throw new UsageError("--basic is without an App: leave --app-id and --client-id out");
  if (basic === true) return null;
  if (id === undefined && clientId === undefined) return "unknown";
  if (id === undefined || !/^[1-9]\d*$/.test(id)) throw new UsageError("--app-id is the App's number: --app-id 424242");
  if (clientId === undefined || !/^[\w.]+$/.test(clientId))
    throw new UsageError("--client-id is on the App's page too: --client-id Iv23liExample");
  return { id: Number(id), clientId, keyFile: key };
}
