import { type FileRead, readFlagFiles } from "../forge/files.ts";
import { renderDiagnostic } from "../load/frame.ts";
import { validateJson } from "../report/json.ts";
import { sarif } from "../report/sarif.ts";
import type { Problem } from "../report/value.ts";
import { plural } from "../report/words/plain.ts";
import { read } from "./args.ts";
import { type Command, exit, UsageError } from "./command.ts";
import { ownSettings } from "./own.ts";
import { validation } from "./validation.ts";

export const validate: Command = {
  name: "validate",
  summary: "Check release plans against the schema and the rules",
  usage: `flaghoist validate [--format sarif] [FILE...]

  Check all of flags/:                  $ flaghoist validate
  Check one file:                       $ flaghoist validate flags/form1095b.yaml
  For GitHub's code scanning:           $ flaghoist validate --format sarif > flags.sarif

  Warnings never fail it.`,

  async run(world, args) {
    const { values, words } = read(args, { format: { type: "string" } }, { least: 0, most: 100_000, are: "files" });
    if (values.format !== undefined && values.format !== "sarif") {
      throw new UsageError(`--format ${values.format} is not known: it can be sarif; for JSON write --json`);
    }
    const settings = await ownSettings(world);
    world.progress("Reading flags/");
    const files = await readFlagFiles(world.root, words.length === 0 ? undefined : words);
    const others = words.length === 0 ? files : await readFlagFiles(world.root);
    const problems = await validation({ root: world.root, files, others, settings, progress: world.progress });

    const errors = problems.filter(({ diagnostic }) => diagnostic.severity === "error").length;
    if (world.json) world.out(JSON.stringify(validateJson(files.length, problems)));
    else if (values.format === "sarif") world.out(JSON.stringify(sarif(problems), null, 2));
    else say(world.out, world.err, files, problems, errors);
    return errors === 0 ? exit.ok : exit.problems;
  },
};

type Say = (text: string) => void;

function say(out: Say, err: Say, files: readonly FileRead[], problems: readonly Problem[], errors: number): void {
  for (const { diagnostic, text } of problems) out(`${renderDiagnostic(diagnostic, text)}\n`);
  const warnings = problems.length - errors;
  err(`${plural(files.length, "plan")} checked: ${plural(errors, "error")}, ${plural(warnings, "warning")}`);
}
