import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files a step writes its answers to. */
export interface CommandFiles {
  /** To be set for the step. */
  readonly environment: Readonly<Record<string, string>>;
  read(): {
    readonly outputs: Readonly<Record<string, string>>;
    readonly variables: Readonly<Record<string, string>>;
    readonly state: Readonly<Record<string, string>>;
    readonly path: readonly string[];
    readonly summary: string;
  };
}

const names = ["OUTPUT", "ENV", "STATE", "PATH", "STEP_SUMMARY"] as const;

export function commandFiles(folder: string, step: string): CommandFiles {
  const place = (name: string) => join(folder, `${step}-${name.toLowerCase()}`);
  for (const name of names) writeFileSync(place(name), "");
  const text = (name: string) => readFileSync(place(name), "utf8");
  return {
    environment: Object.fromEntries(names.map((name) => [`GITHUB_${name}`, place(name)])),
    read: () => ({
      outputs: parseValues(text("OUTPUT")),
      variables: parseValues(text("ENV")),
      state: parseValues(text("STATE")),
      path: text("PATH").split("\n").filter(Boolean),
      summary: text("STEP_SUMMARY"),
    }),
  };
}

/** `name=value` lines, and `name<<WORD` up to a line that is WORD. Throws where that line never comes. */
export function parseValues(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!.replace(/\r$/, "");
    const [, heading, word] = line.match(/^([^=<]+)<<(.+)$/) ?? [];
    if (heading !== undefined) {
      const end = lines.indexOf(word!, at + 1);
      if (end === -1) throw new Error(`Invalid value. Matching delimiter not found '${word}'`);
      values[heading] = lines.slice(at + 1, end).join("\n");
      at = end;
    } else if (line.includes("=")) {
      values[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    } else if (line !== "") throw new Error(`Invalid format '${line}'`);
  }
  return values;
}
