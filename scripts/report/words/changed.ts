/** Who changed a flag by hand, as the store's audit log has it. All of it is somebody else's text, not yet escaped. */
export function changedBy({
  who,
  at,
  what,
}: {
  readonly who: string;
  readonly at: string;
  readonly what: string;
}): string {
  return `Last changed by ${who} at ${at} (${what}), says the store.`;
}
