import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Narrower terminals get lines that run over rather than letters below each other. */
const least = 20;

/** Text in lines of at most `columns`, all but the first moved in below `hang` columns; styles carry on across lines. */
export function wrapped(text: string, columns: number, hang = 0): readonly string[] {
  const width = Math.max(least, columns - hang);
  return wrapAnsi(text, width, { hard: true })
    .split("\n")
    .map((line, i) => (i === 0 ? line : " ".repeat(hang) + line));
}

/** A label and text beside it: `  What moves  form1095b_download in production: ...`. */
export function beside(label: string, text: string, columns: number): readonly string[] {
  const width = stringWidth(label);
  return wrapped(text, columns - width, 0).map((line, i) => (i === 0 ? label : " ".repeat(width)) + line);
}

export interface Cell {
  /** Plain text, safe to print. */
  readonly text: string;
  readonly style?: (text: string) => string;
}

const gap = 2;

/**
 * Rows of cells below each other, aligned by the width that terminals give characters, wrapped so that no line is
 * wider than `columns`: the widest column gives way first.
 */
export function table(rows: readonly (readonly Cell[])[], columns: number, indent = 0): readonly string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const natural = Array.from({ length: width }, (_, column) => naturalWidth(rows, column));
  const widths = shares(natural, columns - indent);
  return rows.flatMap((row) => {
    const cells = row.map(({ text }, i) => wrapAnsi(text, Math.max(1, widths[i]!), { hard: true }).split("\n"));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = row.map(({ style = plainly }, i) => {
        const text = cells[i]![line] ?? "";
        return style(text) + " ".repeat(Math.max(0, widths[i]! - stringWidth(text)));
      });
      return (" ".repeat(indent) + parts.join(" ".repeat(gap))).trimEnd();
    });
  });
}

const plainly = (text: string) => text;

function naturalWidth(rows: readonly (readonly Cell[])[], column: number): number {
  return rows.reduce((most, row) => Math.max(most, stringWidth(row[column]?.text ?? "")), 0);
}

/** Widths that fit beside each other. Taken from the widest, never below what a short word needs. */
function shares(natural: readonly number[], columns: number): readonly number[] {
  const widths = [...natural];
  const room = columns - gap * Math.max(0, widths.length - 1);
  for (;;) {
    const widest = widths.indexOf(Math.max(...widths));
    const over = widths.reduce((sum, width) => sum + width, 0) - room;
    if (over <= 0 || widths[widest]! <= 8) return widths;
    const next = Math.max(8, ...widths.filter((_, i) => i !== widest));
    widths[widest] = Math.max(8, next < widths[widest]! ? Math.max(next, widths[widest]! - over) : widths[widest]! - 1);
  }
}
