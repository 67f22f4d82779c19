import { parseYaml } from "./yaml.ts";

/** The file begins with a plain key in the first column, so it is one map whose keys all stand there, and nothing else can. */
const firstContent = /^(?:[ \t]*(?:#.*)?\r?\n)*[A-Za-z]+:(?=[ \t\r\n])/;
/** Without the flag for lines, which would take U+2028 for a line end; YAML 1.2 does not. */
const line = /(?:^|\n)standing[ \t]*:[ \t]+([a-z][a-z0-9-]*)(?:[ \t]+(?:#[^\n]*)?)?(?:\r?\n|$)/;
/** Words that YAML reads as something other than text. */
const meaning = /^(?:true|false|null)$/;

/**
 * The standing a plan's text says, or null where it says none. It agrees with `loadPlan` on every text that loads, and
 * is far faster: meant for the history of a file. Where the top-level line is not plain to see, the text is parsed; one
 * that does not load may still have a standing.
 */
export function readStanding(text: string): string | null {
  const value = firstContent.test(text) ? line.exec(text)?.[1] : undefined;
  return value === undefined || meaning.test(value) ? parsedStanding(text) : value;
}

function parsedStanding(text: string): string | null {
  const parsed = parseYaml({ file: "the plan", text });
  const value: unknown = parsed.ok ? Object(parsed.tree.value).standing : null;
  return typeof value === "string" ? value : null;
}
