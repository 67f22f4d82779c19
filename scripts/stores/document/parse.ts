/** A text as JSON, or where it stops being JSON and the way out. `name` is the place, for people. */
export async function parseJson(
  name: string,
  text: string,
): Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string }> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, why: `${await brokenPlace(name, text)}; ${restore(name)}` };
  }
}

/** Where the text stops being JSON. Loaded only here, because it never is until something is broken. */
async function brokenPlace(name: string, text: string): Promise<string> {
  if (text.trim() === "") return `${name} is empty`;
  const { parse } = await import("@humanwhocodes/momoa");
  try {
    parse(text);
    return `${name} is not valid JSON`;
  } catch (error) {
    const { message, line, column } = error as Error & { readonly line?: number; readonly column?: number };
    const lines = text.split("\n");
    const ended = message.startsWith("Unexpected end");
    const place = ended ? `${lines.length}:${lines.at(-1)!.length + 1}` : `${line ?? 1}:${column ?? 1}`;
    return `${name}:${place} is not valid JSON (${ended ? "it ends too early, perhaps half-written" : message})`;
  }
}

/** A command to paste only where the name is a path: an object of a bucket or of a cluster is no file of git's. */
function restore(name: string): string {
  const command = /^\S+$/.test(name) ? ` (a file of this repository: git checkout -- ${name})` : "";
  return `mend it there, or put the last good version back${command}. Until then nothing is written`;
}
