import type { Place } from "./diagnostic.ts";

/** Turns offsets of a text into places. Looks for the line breaks only when the first place is asked for. */
export function placesOf(text: string): (start: number, end: number) => Place {
  let starts: readonly number[] | null = null;
  return (start, end) => {
    starts ??= lineStarts(text);
    const at = Math.min(Math.max(start, 0), text.length);
    const line = lastAtMost(starts, at);
    const lineEnd = starts[line + 1] ?? text.length + 1;
    const stop = Math.min(end, lineEnd - 1);
    return { line: line + 1, column: at - starts[line]! + 1, length: Math.max(1, stop - at) };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last entry that is not above `at`. */
function lastAtMost(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
