import type { Place } from "./diagnostic.ts";

/** Turns offsets of a text into places. Looks for the line breaks when the first place below the first line is asked for. */
export function placesOf(text: string): (start: number, end: number) => Place {
  let starts: readonly number[] | null = null;
  return (start, end) => {
    const at = Math.min(Math.max(start, 0), text.length);
    if (text.lastIndexOf("\n", at - 1) === -1) return placeIn(text, 0, 0, at, end);
    starts ??= lineStarts(text);
    const line = lastAtMost(starts, at);
    return placeIn(text, line, starts[line]!, at, end);
  };
}

/** A place never reaches past its line. */
function placeIn(text: string, line: number, lineStart: number, at: number, end: number): Place {
  const lineEnd = text.indexOf("\n", at);
  const stop = Math.min(end, lineEnd === -1 ? text.length : text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd);
  return { line: line + 1, column: at - lineStart + 1, length: Math.max(1, stop - at) };
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
