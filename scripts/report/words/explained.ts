import type { Explained } from "../../flag/explained.ts";

/** Why a person sees a flag or does not, as the end of "sees it: ...". Words of stores inside are not yet escaped. */
export function because(explained: Explained, where: "plan" | "store" = "plan"): string {
  switch (explained.by) {
    case "everyone":
      return "everyone does";
    case "named":
      return `named in the ${where}`;
    case "nobody":
      return "nobody does";
    case "not-named":
      return "only named actors do, and this is none of them";
    case "percent": {
      const { on, percent, place, hash } = explained;
      return `${on ? "inside" : "outside"} the ${percent} % (${hash} puts this id at ${place.toFixed(3)} %)`;
    }
    case "unknown":
      return explained.why;
  }
}

/** One word for whether they see it. */
export const sight = ({ on }: { readonly on: boolean | null }) =>
  on === null ? "cannot tell" : on ? "sees it" : "does not";
