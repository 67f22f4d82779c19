import { longest, plain, plainLines } from "../words/plain.ts";

/** What no address we link contains: nothing that hides its host, ends the link or is an entity. */
const address = /https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9._~:/?#!&=%+,'()-]*[A-Za-z0-9_~/#=%+-])?/g;

/**
 * Foreign text as GitHub-flavoured Markdown that reads as it was written: no markup, no HTML, no mention, no reference
 * to an issue, no emoji code, no formula. An http(s) address becomes a link that shows itself. Safe in a table cell.
 */
export function prose(text: string, most: number = longest.sentence): string {
  const line = plain(text, most);
  const links = [...line.matchAll(address)];
  let from = 0;
  const parts = links.map((found) => {
    const before = literal(line.slice(from, found.index), from === 0);
    from = found.index + found[0].length;
    return `${before}<${found[0]}>`;
  });
  return [...parts, literal(line.slice(from), from === 0)].join("");
}

/**
 * Text that is only text: markup is escaped, and what GitHub reads in plain words is taken apart by a zero-width space.
 * Nothing here may depend on what stands beside the text, except at its start: `- `, `# ` and `1. ` are markup only there.
 */
function literal(text: string, start: boolean): string {
  const inline = text.replace(
    special,
    (mark) => escapes[mark] ?? (/[@#:wg-]/i.test(mark) ? `${mark}&#8203;` : `\\${mark}`),
  );
  return start ? inline.replace(/^[>#+=:-]/, "\\$&").replace(/^(\d{1,9})([.)])(?!\d)/, "$1\\$2") : inline;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", $: "<span>$</span>" };

const special =
  /[&<$\\`*[\]|~@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|#(?=\d)|GH-(?=\d)|www(?=\.)|:(?=\/\/)|(?<!\d):(?=[\w+-]+:)/giu;

/** Foreign text in which `code` stands between backticks, as in our own sentences. */
export function proseWithCode(text: string): string {
  const parts = plain(text).split("`");
  if (parts.length % 2 === 0 || parts.some((part, i) => i % 2 === 1 && part.trim() === "")) return prose(text);
  return parts.map((part, i) => (i % 2 === 1 ? code(part) : literal(part, i === 0))).join("");
}

/** A foreign name, in code: mentions and references in code mean nothing to GitHub. */
export function code(text: string, most: number = longest.name): string {
  const name = plain(text, most);
  if (name === "") return "(empty)";
  // Backslashes, pipes and backticks have no spelling in a code span that holds both inside and outside a table.
  return /[\\`|]/.test(name) ? `<code>${literal(name, true)}</code>` : `\`${name}\``;
}

/** A user or team who must act. Where it is not one, or nobody is to be told, it is shown and not told. */
export function mention(owner: string, tell: boolean): string {
  return tell && /^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/.test(owner)
    ? owner
    : code(owner);
}

/** Foreign lines in a fence that none of them can close. */
export function fence(text: string, language = "text"): string {
  const lines = plainLines(text);
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const bars = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [bars + language, ...lines, bars].join("\n");
}

/** Cells are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === "" ? " " : cell)).join(" | ")} |`;
}

export function tableHead(titles: readonly string[]): string {
  return `${row(titles)}\n${row(titles.map(() => "---"))}`;
}
