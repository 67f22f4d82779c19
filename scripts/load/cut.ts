/** Text put in at an offset, in place of what stands up to `upTo`. */
export interface Splice {
  readonly at: number;
  readonly upTo?: number;
  readonly written: string;
}

export function splice(text: string, { at, upTo = at, written }: Splice): string {
  return text.slice(0, at) + written + text.slice(upTo);
}

/** Offset of the first character of the line an offset lies in. */
export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset behind the line break of the line an offset lies in; an offset at the start of a line ends the line before. */
export function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") return offset;
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}
