import type { Explained } from "../flag/explained.ts";
import type { Exposure } from "../flag/exposure.ts";
import { type CohortFunction, sees } from "./cohort.ts";

/** Why an id sees a flag or does not. `hash` is null where nobody here knows how the store selects people. */
export function explain(key: string, exposure: Exposure, id: string, hash: CohortFunction | null): Explained {
  const { actors, percent } = exposure;
  if (percent === 100) return { on: true, by: "everyone" };
  if (actors.includes(id)) return { on: true, by: "named" };
  if (percent === 0) return { on: false, by: actors.length === 0 ? "nobody" : "not-named" };
  if (hash === null) return { on: null, by: "unknown", why: "the hash that selects its percentage is not known here" };
  const [on, bucket] = [sees(hash, key, exposure, id), hash.bucket(key, id)];
  if (on === null || bucket === null) {
    return { on: null, by: "unknown", why: "the store's own SDKs disagree about an id with such characters" };
  }
  const place = Math.floor((bucket / hash.buckets) * 1e6) / 1e4;
  return { on, by: "percent", percent, place, hash: hash.name };
}
