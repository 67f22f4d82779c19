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
 * wider than `columns` where that is possible: the widest column gives way first.
 */
export function table(rows: readonly (readonly Cell[])[], columns: number, indent = 0): readonly string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const natural = Array.from({ length: width }, (_, column) => naturalWidth(rows, column));
  const words = natural.map((_, column) => wordWidth(rows, column));
  const widths = shares(natural, words, columns - indent - gap * Math.max(0, width - 1));
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

/** What the longest word of a column needs, so that words are broken last; very long words may always be. */
function wordWidth(rows: readonly (readonly Cell[])[], column: number): number {
  const words = rows.flatMap((row) => (row[column]?.text ?? "").split(" ").map((word) => stringWidth(word)));
  return Math.min(
    longWord,
    words.reduce((most, width) => Math.max(most, width), 1),
  );
}

const longWord = 24;

/** Widths that fit beside each other: the widest gives way first, none below its words while another can. */
function shares(natural: readonly number[], words: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  for (const least of [words, words.map(() => 4)]) {
    for (;;) {
      const over = widths.reduce((sum, width) => sum + width, 0) - room;
      const slack = widths.map((width, i) => (width > least[i]! ? width : 0));
      const widest = slack.indexOf(Math.max(...slack));
      if (over <= 0) return widths;
      if (slack[widest] === 0) break;
      const next = Math.max(least[widest]!, ...slack.filter((width) => width < widths[widest]!));
      widths[widest] = Math.max(next, widths[widest]! - over, least[widest]!);
      if (widths[widest] === slack[widest]) widths[widest] -= 1;
    }
  }
  return widths;
}
