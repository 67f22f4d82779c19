import type { Document } from "../document/format.ts";
import { same } from "../flagd/core.ts";
import { isObject } from "../flagd/json.ts";
import type { Callers, Evaluated } from "../store.ts";
import { evaluateFlag } from "./evaluate.ts";

/** Whom the document as it stands there serves `on`, by our rebuilt evaluation: it knows nothing of a relay's own copy. */
export function answers({ flags }: Document, asked: Callers): ReadonlyMap<string, Evaluated> {
  return new Map(
    [...asked].map(([key, callers]) => [key, answer(key, Object.hasOwn(flags, key) ? flags[key] : undefined, callers)]),
  );
}

function answer(key: string, flag: unknown, callers: readonly (string | null)[]): Evaluated {
  if (!isObject(flag)) return unknown("there is no such flag: each caller is served the default of its own code");
  if (!isObject(flag.variations) || !Object.hasOwn(flag.variations, "on")) return unknown("it has no variation on");
  const on: boolean[] = [];
  for (const id of callers) {
    const served = evaluateFlag(key, flag, id);
    if (served.kind === "unknown") return unknown(served.why);
    const keyless = id === null && served.kind === "default" && served.code === "TARGETING_KEY_MISSING";
    if (served.kind === "default" && !keyless) return unknown(`GO Feature Flag answers ${served.code}`);
    on.push(served.kind === "value" && same(served.value, flag.variations.on));
  }
  return { kind: "answers", on };
}

const unknown = (why: string): Evaluated => ({ kind: "unknown", why });
