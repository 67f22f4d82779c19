import { capabilities, whyNotHeld } from "../../flag/capabilities.ts";
import type { Exposure } from "../../flag/exposure.ts";
import { sameVariants } from "../../flag/recorded.ts";
import type { Write } from "../../flag/running.ts";
import type { Held } from "../store.ts";
import { onOff } from "./reading.ts";

const longest = 100;

/** Whether Unleash holds the exposure exactly: whole percents, and ids that its server takes and its SDKs do not trim. */
export function holdsExposure(exposure: Exposure): Held {
  const { actors, percent } = exposure;
  const why =
    whyNotHeld(capabilities.unleash, exposure) ?? (percent === 100 ? null : actors.map(whyNotId).find(Boolean));
  return why == null ? { ok: true } : { ok: false, why };
}

function whyNotId(id: string): string | null {
  if (id.length > longest) return `Unleash takes ids of up to ${longest} characters, and an actor's has ${id.length}`;
  if (id !== id.trim())
    return "an actor's id begins or ends with a space, which Unleash's SDKs cut off: write it without";
  if (id.includes("\0") || /\p{Surrogate}/u.test(id)) {
    return "an actor's id holds a NUL or half a UTF-16 pair, which no database keeps: write it anew";
  }
  return null;
}

/** Whether Unleash holds all of a write: the exposure, and no values but true and false. */
export function holdsWrite({ exposure, variants }: Write): Held {
  if (exposure === null) return { ok: true };
  if (!sameVariants(variants, onOff)) {
    const why =
      "Unleash serves no value to those for whom a flag is off: it holds true and false, and variants with other values only where their `off` is the code's own default, which it cannot promise";
    return { ok: false, why };
  }
  return holdsExposure(exposure);
}
