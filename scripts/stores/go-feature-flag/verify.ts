import { sees } from "../../cohort/cohort.ts";
import { goffFnv1a } from "../../cohort/goff.ts";
import { sampleOf } from "../../cohort/sample.ts";
import type { Meant, Verified } from "../document/format.ts";
import { same } from "../flagd/core.ts";
import { isObject, type Json } from "../flagd/json.ts";
import { evaluateFlag } from "./evaluate.ts";
import { misshapen } from "./shape.ts";

const mostActors = 50;

/**
 * Reads a document as its readers will before anyone else does: a flag of a wrong shape makes them reject the whole, so
 * it is named; each flag that is to be written is then evaluated for its actors, for made-up ids predicted in and out,
 * and for a caller without an id.
 */
export async function verify(text: string, meant: ReadonlyMap<string, Meant>): Promise<Verified> {
  const flags = JSON.parse(text) as Json;
  const bad = Object.entries(flags).flatMap(([key, flag]) => {
    const why = misshapen(flag);
    return why === null ? [] : [{ key, why }];
  });
  const foreign = bad.filter(({ key }) => !meant.has(key));
  if (foreign.length > 0) {
    const named = foreign.slice(0, 3).map(({ key, why }) => `${JSON.stringify(key)} (${why})`);
    const more = foreign.length > named.length ? ` and ${foreign.length - named.length} more` : "";
    const document = `GO Feature Flag rejects the document because of ${named.join(", ")}${more}, which this write does not touch: mend it first, or readers keep their last good version whatever is written`;
    return { document, flags: new Map() };
  }
  const wrong = [...meant].flatMap(([key, one]) => {
    const why = misshapen(flags[key]) ?? difference(key, flags[key], one);
    return why === null ? [] : [[key, why] as const];
  });
  return { document: null, flags: new Map(wrong) };
}

/** The first caller whom the flag does not serve what is meant, in words without ids. */
function difference(key: string, flag: unknown, { exposure, variants }: Meant): string | null {
  if (!isObject(flag)) return "it is not in the document";
  const strangers = sampleOf(goffFnv1a, key, exposure).map(({ caller }) => caller);
  for (const id of new Set([...exposure.actors.slice(0, mostActors), ...strangers, null])) {
    const seen = sees(goffFnv1a, key, exposure, id);
    const served = evaluateFlag(key, flag, id);
    const who =
      id === null ? "a caller without an id" : exposure.actors.includes(id) ? "a named actor" : `the made-up id ${id}`;
    if (served.kind === "unknown") return `what GO Feature Flag serves ${who} cannot be told: ${served.why}`;
    // Within a percentage whoever has no id gets the default of their own code: not on, by any doing of ours.
    if (served.kind === "default" && served.code === "TARGETING_KEY_MISSING" && id === null && seen === false) continue;
    if (served.kind === "default") return `GO Feature Flag answers ${who} with ${served.code}`;
    if (seen !== null && !same(served.value, seen ? variants.on : variants.off)) {
      return `GO Feature Flag serves ${who} the value for ${seen ? "off" : "on"}, predicted was ${seen ? "on" : "off"}`;
    }
  }
  return null;
}
