import type { Merging, Writing } from "../value.ts";
import { sentence } from "../words/plain.ts";
import { type Block, text } from "./blocks.ts";
import { proseWithCode } from "./markdown.ts";

/** What becomes of a Go, in a sentence: nobody has to know our settings to know whose turn it is. */
export function mergingSection({ merging, more }: Writing): readonly Block[] {
  return merging === null ? [] : [text(`**What happens next**: ${words(merging, more)}`)];
}

function words(merging: Merging, more: string | null): string {
  switch (merging.kind) {
    case "at-once": {
      const where = more === null ? "the run that merges says why" : `this run says why: <${more}>`;
      return `it is merged at once, and the stores follow. If it stays open, ${where}.`;
    }
    case "when-ready":
      return "it is a draft. Mark it ready for review, and it is merged while this says Go.";
    case "by-hand":
      return `a person merges it while this says Go, because ${sentence(proseWithCode(merging.why))}`;
  }
}
