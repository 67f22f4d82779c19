import { code, prose } from "./comment/markdown.ts";

/** The body of the pull request that records what somebody took down by hand. Who did it is in no file of git. */
export function takenDownText(
  change: { readonly who: string; readonly at: string; readonly what: string } | null,
): string {
  const who =
    change === null
      ? "The store does not say who."
      : `The store's audit log names ${code(change.who)}, ${prose(change.at)}: ${code(change.what)}.`;
  return `Somebody took the flag down in the store by hand. ${who}\n\nUntil this is merged main says more than runs, and no sync raises it. To go back up, set the store back by hand and close this.`;
}
