/**
 * A value as YAML on one line, safe wherever a value or a key may stand: `{ value: 3, by: Ada Reyes, at: ~ }`.
 * Throws a TypeError for what YAML's core schema has no word for: functions, undefined, numbers that are not finite.
 */
export function stringify(value: unknown): string {
  if (value === null) return "~";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return String(value);
  if (Array.isArray(value)) return `[${value.map(stringify).join(", ")}]`;
  if (typeof value !== "object") throw new TypeError(`${String(value)} cannot be written as YAML`);
  const entries = Object.entries(value).map(([key, one]) => `${quoted(key)}: ${stringify(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Text that means itself without quotes in every YAML version, key or value, block or flow. */
const plain = /^[A-Za-z][\w./%+-]*( [\w.(/%+][\w./%+()-]*)*$/;
const date = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
/** What some YAML version reads as a truth value or as nothing. */
const word = /^(true|false|yes|no|on|off|y|n|null)$/i;

function quoted(text: string): string {
  if (date.test(text) || (plain.test(text) && !word.test(text))) return text;
  return doubleQuoted(text);
}

/** JSON's quotes are YAML's; what is not printable is escaped too. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/gu, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
