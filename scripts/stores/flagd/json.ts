export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a JSON value is, in a word. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  return value === null ? "null" : typeof value;
}

/** Keys of a document quoted for a message: `"on", "off"`. */
export function quoted(keys: readonly string[]): string {
  return keys.map((key) => JSON.stringify(key)).join(", ") || "none";
}

/**
 * A value as JSON that readers of YAML take for the same: they reject a whole document because of a raw control character
 * (DEL and above), and read other line breaks as spaces.
 */
export function printed(value: unknown, unit?: string): string {
  return JSON.stringify(value, null, unit).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
