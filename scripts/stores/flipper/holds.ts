import type { Exposure } from "../../flag/exposure.ts";
import { sameVariants } from "../../flag/recorded.ts";
import type { Write } from "../../flag/running.ts";
import type { Held } from "../store.ts";
import { onOff } from "./gates.ts";

/** Whether Flipper holds the exposure exactly: percents in thousandths, ids that are text a database can keep. */
export function holdsExposure({ actors, percent }: Exposure): Held {
  if (!(percent >= 0 && percent <= 100)) return { ok: false, why: `${percent} % is not between 0 and 100` };
  const nearest = Math.round(percent * 1000) / 1000;
  if (nearest !== percent) {
    return { ok: false, why: `Flipper tells people apart in steps of 0.001 %: ${percent} % would be ${nearest} %` };
  }
  if (actors.includes("")) return { ok: false, why: "an actor's id is empty: no caller has it" };
  if (actors.some((id) => id.includes("\0") || /\p{Surrogate}/u.test(id))) {
    return {
      ok: false,
      why: "an actor's id holds a NUL or half a UTF-16 pair, which no database keeps: write it anew",
    };
  }
  return { ok: true };
}

/** Whether Flipper holds all of a write: the exposure, and no values but true and false. */
export function holdsWrite({ exposure, variants }: Write): Held {
  if (exposure === null) return { ok: true };
  if (!sameVariants(variants, onOff)) {
    const why = "a Flipper flag is true for those who see it and false for the others, and holds no other values";
    return { ok: false, why };
  }
  return holdsExposure(exposure);
}
