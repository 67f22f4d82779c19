import type { FlagdCore } from "@openfeature/flagd-core";
import { sees } from "../../cohort/cohort.ts";
import { flagdMurmur3, flagdWeight } from "../../cohort/flagd.ts";
import type { Meant, Verified } from "../document/format.ts";
import { evaluators, rejection, resolve, same } from "./core.ts";
import type { Json } from "./json.ts";

const mostActors = 50;
const probes = Array.from({ length: 32 }, (_, index) => `probe-${index}`);

/**
 * Loads a document with flagd's own evaluator before anyone else does, because one bad flag makes flagd reject, or
 * silently ignore, the whole document; then asks it, for each flag that is to be written, about actors, about made-up
 * ids predicted in and out, and about a caller without an id. Loading costs what the document is long, asking what is written.
 */
export async function verify(text: string, meant: ReadonlyMap<string, Meant>): Promise<Verified> {
  const core = await evaluators();
  const whole = core();
  if (rejection(whole, text) === null) {
    const wrong = [...meant].flatMap(([key, one]) => {
      const why = difference(whole, key, one);
      return why === null ? [] : [[key, why] as const];
    });
    return { document: null, flags: new Map(wrong) };
  }
  return blame(text, new Set(meant.keys()), (alone) => rejection(core(), alone));
}

/** Which flags make flagd reject the document: each is tried alone. */
function blame(text: string, ours: ReadonlySet<string>, reject: (text: string) => string | null): Verified {
  const { flags, ...others } = JSON.parse(text) as { readonly flags: Json };
  const bad = Object.entries(flags).flatMap(([key, flag]) => {
    const why = reject(JSON.stringify({ ...others, flags: Object.fromEntries([[key, flag]]) }));
    return why === null ? [] : [{ key, why }];
  });
  const foreign = bad.filter(({ key }) => !ours.has(key));
  const named = foreign.slice(0, 3).map(({ key, why }) => `${JSON.stringify(key)} (${why})`);
  const more = foreign.length > named.length ? ` and ${foreign.length - named.length} more` : "";
  const rejects = "flagd rejects the document";
  return {
    document:
      bad.length === 0
        ? rejects
        : foreign.length === 0
          ? null
          : `${rejects} because of ${named.join(", ")}${more}, which this write does not touch: mend it first, or readers keep their last good version whatever is written`,
    flags: new Map(bad.filter(({ key }) => ours.has(key)).map(({ key, why }) => [key, `flagd rejects it: ${why}`])),
  };
}

/** The first caller for whom the evaluator does not answer what is meant, in words without ids. */
function difference(core: FlagdCore, key: string, { exposure, variants }: Meant): string | null {
  for (const id of [...exposure.actors.slice(0, mostActors), ...sample(key, exposure.percent), null]) {
    const seen = sees(flagdMurmur3, key, exposure, id);
    const found = resolve(core, key, variants.on, id === null ? {} : { targetingKey: id });
    const who =
      id === null ? "a caller without an id" : exposure.actors.includes(id) ? "a named actor" : `the made-up id ${id}`;
    if (found.reason === "ERROR") return `flagd answers ${who} with ${found.errorCode}: ${found.errorMessage}`;
    if (seen !== null && !same(found.value, seen ? variants.on : variants.off)) {
      return `flagd serves ${who} the value for ${seen ? "off" : "on"}, predicted was ${seen ? "on" : "off"}`;
    }
  }
  return null;
}

/** The made-up ids whose buckets lie nearest to the threshold, on both sides: there a wrong hash or weight shows first. */
function sample(key: string, percent: number): readonly string[] {
  if (percent === 0 || percent === 100) return probes.slice(0, 4);
  const threshold = flagdWeight(percent);
  const placed = probes.map((id) => ({ id, distance: (flagdMurmur3.bucket(key, id) ?? 0) - threshold }));
  const near = placed.toSorted((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
  const below = near.filter(({ distance }) => distance < 0).slice(0, 4);
  const above = near.filter(({ distance }) => distance >= 0).slice(0, 4);
  return [...below, ...above].map(({ id }) => id);
}
