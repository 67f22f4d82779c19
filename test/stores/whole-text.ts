/** A text of half a megabyte that tells by itself whether it is whole. */
export function wholeText(turn: number): string {
  return `begin ${turn}\n${"x".repeat(500_000)}\nend ${turn}`;
}

export function isWhole(text: string): boolean {
  const turn = /^begin (\d+)\n/.exec(text)?.[1];
  return turn !== undefined && text === wholeText(Number(turn));
}
