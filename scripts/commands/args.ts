import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Options and words of a command line; anything unknown is a usage error that says what there is. */
export function read<const T extends Options>(
  args: readonly string[],
  options: T,
  words: { readonly least: number; readonly most: number; readonly are: string },
) {
  const parsed = tryParse(args, options);
  const given = parsed.positionals.length;
  if (given < words.least || given > words.most) {
    const expected = words.most === 0 ? "no further words" : words.are;
    throw new UsageError(`expected ${expected}, got ${given === 0 ? "nothing" : parsed.positionals.join(" ")}`);
  }
  return { values: parsed.values, words: parsed.positionals };
}

function tryParse<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split(". ")[0]! : String(error);
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(`${said}${known.length === 0 ? "" : `; options are ${known.join(", ")}`}`);
  }
}
