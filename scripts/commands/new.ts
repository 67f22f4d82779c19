import { readFlagFile, writeFileAtomic } from "../forge/files.ts";
import { loadSettings } from "../load/settings.ts";
import { settingsFile } from "../workflows/read.ts";
import { read } from "./args.ts";
import { type Command, exit, Failure, UsageError } from "./command.ts";
import { planTemplate, settingsTemplate } from "./templates.ts";

export const newPlan: Command = {
  name: "new",
  summary: "Write a release plan to start from",
  usage: `flaghoist new NAME [--flag KEY] [--title TEXT] [--owner @WHO]
flaghoist new --settings

  A plan in flags/NAME.yaml:     $ flaghoist new form1095b
  With its flag and owner:       $ flaghoist new form1095b --flag form1095b_download --owner @rlindqvist
  The settings of a repository:  $ flaghoist new --settings

  A file that exists is never overwritten.`,

  async run(world, args) {
    const { values, words } = read(args, options, { least: 0, most: 1, are: "a plan's name" });
    if (values.settings) {
      await create(world.root, settingsFile, settingsTemplate);
      world.out(`wrote ${settingsFile}: name your stores, people and policy in it, then: flaghoist new NAME`);
      return exit.ok;
    }
    const [name] = words;
    if (name === undefined) throw new UsageError("expected a plan's name, or --settings");
    if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
      throw new UsageError(`a plan's name is lower-case letters, digits and dashes, unlike "${name}"`);
    }
    const file = `flags/${name}.yaml`;
    const flag = values.flag ?? name.replaceAll("-", "_");
    const text = planTemplate({
      title: values.title ?? name,
      owner: values.owner ?? "@you",
      flag,
      approvals: await disciplines(world.root),
    });
    await create(world.root, file, text);
    world.out(`wrote ${file}: fill it in, then: flaghoist validate ${file}`);
    return exit.ok;
  },
};

const options = {
  flag: { type: "string" },
  title: { type: "string" },
  owner: { type: "string" },
  settings: { type: "boolean", default: false },
} as const;

async function create(root: string, file: string, text: string): Promise<void> {
  const there = await readFlagFile(root, file);
  if (there.kind !== "absent") throw new Failure(`${file} exists: choose another name, or edit it`);
  await writeFileAtomic(root, file, text);
}

/** The disciplines of the settings, so that the new plan asks people who exist. */
async function disciplines(root: string): Promise<readonly string[]> {
  const file = await readFlagFile(root, settingsFile);
  const loaded = file.kind === "text" ? loadSettings({ file: settingsFile, text: file.text }) : null;
  return loaded?.ok ? Object.keys(loaded.loaded.value.disciplines) : [];
}
