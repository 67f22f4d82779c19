import { invalid } from "../http/refusal.ts";

/** Characters that GitHub takes; longer texts are refused: https://github.com/orgs/community/discussions/27190 */
const longest = { title: 256, body: 65_536 } as const;

/** Throws 422 where a text is longer than GitHub takes. */
export function checkLength(resource: string, texts: { readonly title?: string; readonly body?: string }): void {
  for (const field of ["title", "body"] as const) {
    const most = longest[field];
    if ([...(texts[field] ?? "")].length > most)
      throw invalid(resource, field, `${field} is too long (maximum is ${most} characters)`);
  }
}
