import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Styles (Select Graphic Rendition, ECMA-48 8.3.117): they take no room. */
const styles = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");

/** Characters known to take one column each: what we write ourselves, nearly always. */
const simple = /^[\x20-\x7e✓✗…→·–—]*$/;

/** Columns that a terminal gives a text. The first text that is not simple costs 150 ms of tables, the simple ones nothing. */
export function width(text: string): number {
  const bare = text.replace(styles, "");
  return simple.test(bare) ? bare.length : stringWidth(text);
}

/** Text in lines of at most `columns`; words break only where they are wider than a line. */
export function wrap(text: string, columns: number): readonly string[] {
  if (width(text) <= columns) return [text];
  if (!simple.test(text)) return wrapAnsi(text, columns, { hard: true }).split("\n");
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => pieces(one, columns))) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): readonly string[] {
  if (word.length <= columns) return [word];
  return Array.from({ length: Math.ceil(word.length / columns) }, (_, i) => word.slice(i * columns, (i + 1) * columns));
}
