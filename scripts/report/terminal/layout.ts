import { width as widthOf, wrap } from "./wrap.ts";

/** Narrower terminals get lines that run over rather than letters below each other. */
const least = 20;

/** Text in lines of at most `columns`, all but the first moved in below `hang` columns; styles carry on across lines. */
export function wrapped(text: string, columns: number, hang = 0): readonly string[] {
  const width = Math.max(least, columns - hang);
  return text
    .split("\n")
    .flatMap((line) => wrap(line, width))
    .map((line, i) => (i === 0 ? line : " ".repeat(hang) + line));
}

/** A label and text beside it: `  What moves  form1095b_download in production: ...`. */
export function beside(label: string, text: string, columns: number): readonly string[] {
  const width = widthOf(label);
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
  const known = new Map<string, number>();
  const sizes = rows.map((row) => row.map(({ text }) => sizeOf(text, known)));
  const natural: number[] = [];
  for (const row of sizes) for (const [i, size] of row.entries()) natural[i] = Math.max(natural[i] ?? 0, size);
  const widths = shares(natural, rows, columns - indent - gap * Math.max(0, natural.length - 1));
  return rows.flatMap((row, r) => {
    const cells = row.map(({ text }, i) => (sizes[r]![i]! <= widths[i]! ? [text] : broken(text, widths[i]!)));
    const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
    return Array.from({ length: height }, (_, line) => {
      const parts = row.map(({ style = plainly }, i) => {
        const text = cells[i]![line] ?? "";
        const size = cells[i]!.length === 1 && line === 0 ? sizes[r]![i]! : widthOf(text);
        return style(text) + " ".repeat(Math.max(0, widths[i]! - size));
      });
      return (" ".repeat(indent) + parts.join(" ".repeat(gap))).trimEnd();
    });
  });
}

/** Most cells of a column say the same few things. */
function sizeOf(text: string, known: Map<string, number>): number {
  const size = known.get(text) ?? widthOf(text);
  known.set(text, size);
  return size;
}

const plainly = (text: string) => text;

const broken = (text: string, width: number) => text.split("\n").flatMap((line) => wrap(line, Math.max(1, width)));

/** What the longest word of a column needs, so that words are broken last; very long words may always be. */
function wordWidth(rows: readonly (readonly Cell[])[], column: number): number {
  const words = rows.flatMap((row) => (row[column]?.text ?? "").split(" ").map((word) => widthOf(word)));
  return Math.min(
    longWord,
    words.reduce((most, width) => Math.max(most, width), 1),
  );
}

const longWord = 24;

/** Widths that fit beside each other: the widest gives way first, none below its words while another can. */
function shares(natural: readonly number[], rows: readonly (readonly Cell[])[], room: number): readonly number[] {
  const widths = [...natural];
  if (widths.reduce((sum, width) => sum + width, 0) <= room) return widths;
  const words = natural.map((_, column) => wordWidth(rows, column));
  for (const least of [words, words.map(() => 4)]) {
    for (;;) {
      const over = widths.reduce((sum, width) => sum + width, 0) - room;
      const slack = widths.map((width, i) => (width > least[i]! ? width : 0));
      const widest = slack.indexOf(Math.max(...slack));
      if (over <= 0) return widths;
      if (slack[widest] === 0) break;
      // Down to the next widest, or to what is needed; equals go down together.
      const width = widths[widest]!;
      const goal = Math.max(width - over, ...slack.filter((_, i) => i !== widest));
      widths[widest] = Math.max(least[widest]!, Math.min(width - 1, goal));
    }
  }
  return widths;
}
