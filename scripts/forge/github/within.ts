/** Characters that GitHub takes of a title, and of a text that a line or two of ours may follow. */
const longest = { title: 256, text: 60_000, reason: 2000 } as const;

/** A text that GitHub does not refuse for its length: an issue that holds a plan must not fail for a long name. */
export function within(text: string, what: keyof typeof longest): string {
  const most = longest[what];
  return text.length <= most || [...text].length <= most ? text : `${[...text].slice(0, most - 1).join("")}…`;
}
