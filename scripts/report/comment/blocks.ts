/** A part of a page that can be cut between its rows. Rows that do not fit are counted, never half shown. */
export interface Block {
  readonly head: string;
  readonly rows: readonly string[];
  readonly tail: string;
  /** What stands between head, rows and tail. */
  readonly between: "\n" | "\n\n";
  /** Where room is short, what can be missed gives way first. */
  readonly canBeMissed: boolean;
}

export function text(head: string, canBeMissed = false): Block {
  return { head, rows: [], tail: "", between: "\n", canBeMissed };
}

export function list(head: string, rows: readonly string[], between: Block["between"] = "\n"): Block {
  return { head, rows, tail: "", between, canBeMissed: false };
}

/**
 * The blocks in their order, an empty line between them, in at most `most` characters: what must be said comes whole
 * first, the rest as far as it fits, then the note with the number of rows left out.
 */
export function fitted(blocks: readonly Block[], most: number, note: (left: number) => string): string {
  const whole = blocks.map((block) => shown(block, block.rows.length)).join("\n\n");
  if (whole.length <= most) return whole;

  // The note itself takes room: the widest number it can say is kept free.
  let room = most - note(blocks.reduce((sum, block) => sum + weight(block), 0)).length;
  let left = 0;
  const parts = new Map<Block, string>();
  for (const block of [...blocks.filter((one) => !one.canBeMissed), ...blocks.filter((one) => one.canBeMissed)]) {
    const kept = rowsThatFit(block, room - 2);
    left += weight(block) - (kept === null ? 0 : Math.max(1, kept));
    if (kept === null) continue;
    const part = shown(block, kept);
    parts.set(block, part);
    room -= part.length + 2;
  }
  return [...blocks.flatMap((block) => parts.get(block) ?? []), note(left)].join("\n\n");
}

const weight = ({ rows }: Block) => Math.max(1, rows.length);

/** Null where not even the first row fits. */
function rowsThatFit({ head, rows, tail, between }: Block, room: number): number | null {
  let length = head.length + (tail === "" ? 0 : tail.length + between.length);
  let kept = 0;
  while (kept < rows.length && length + between.length + rows[kept]!.length <= room) {
    length += between.length + rows[kept]!.length;
    kept += 1;
  }
  return length > room || (rows.length > 0 && kept === 0) ? null : kept;
}

function shown({ head, rows, tail, between }: Block, kept: number): string {
  return [head, ...rows.slice(0, kept), tail].filter((part) => part !== "").join(between);
}
