import type { World } from "../command.ts";

/** Tells the story: what happens, what each pull request is told, and who sees the flag after it. */
export interface Teller {
  readonly day: (text: string) => void;
  readonly says: (text: string) => void;
  readonly comment: (number: number, markdown: string) => void;
  readonly audience: (before: number, after: number, of: number) => void;
}

export function teller({ out, terminal }: Pick<World, "out" | "terminal">): Teller {
  const bold = (text: string) => (terminal.colour ? `\x1b[1m${text}\x1b[22m` : text);
  const dim = (text: string) => (terminal.colour ? `\x1b[2m${text}\x1b[22m` : text);
  const width = Math.min(terminal.columns, 100);
  return {
    day: (text) => out(`\n${bold(text)}`),
    says: (text) =>
      out(
        wrap(text, width - 2)
          .map((line) => `  ${line}`)
          .join("\n"),
      ),
    comment: (number, markdown) => {
      const lines = readable(markdown).flatMap((line) => wrap(line, width - 4));
      const shown = lines.map((line) => `  ${dim("|")} ${line.startsWith("## ") ? bold(line.slice(3)) : line}`);
      out([`  ${dim(`+-- comment on pull request ${number}`)}`, ...shown, `  ${dim("+--")}`].join("\n"));
    },
    audience: (before, after, of) => {
      const bar = "#".repeat(Math.round((40 * after) / of)).padEnd(40, ".");
      out(
        `  ${dim("sees it")} [${bar}] ${after.toLocaleString("en")} of ${of.toLocaleString("en")}${before === after ? "" : `, before ${before.toLocaleString("en")}`}`,
      );
    },
  };
}

/** What a reader of the rendered comment sees: no hidden line, the drawing named, what is folded still folded. */
function readable(markdown: string): readonly string[] {
  return markdown
    .replace(/<!--[\s\S]*?-->\n*/g, "")
    .replace(/```mermaid\n[\s\S]*?```/g, "(a drawing of the stages)")
    .replace(/<details>\s*<summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, "> $1")
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/&#8203;/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/^\| Gate \|.*\n\| ---.*\n/gm, "")
    .replace(/^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$/gm, "- $1, $2: $3. $4")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()
    .split("\n");
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
