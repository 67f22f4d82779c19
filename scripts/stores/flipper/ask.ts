import { type Answer, callerByCaller } from "../callers.ts";
import type { Store } from "../store.ts";
import type { FlipperApi } from "./api.ts";

/**
 * Asks Flipper itself whether each caller has each flag on, by `GET /actors/<id>`. The id stands in the address as it
 * is: Flipper does not decode it there, so one that an address cannot carry cannot be asked about; nor can a caller
 * without an id, whom the API does not know.
 */
export function flipperEvaluation(api: FlipperApi): NonNullable<Store["evaluate"]> {
  return (asked) =>
    callerByCaller(asked, async (caller, keys): Promise<ReadonlyMap<string, Answer>> => {
      const all = (answer: Answer) => new Map(keys.map((key) => [key, answer]));
      if (caller === null || !fitsAddress(caller)) return all({ kind: "served", on: null });
      const said = await api.actor(caller, keys);
      if (!said.ok) return all({ kind: "unknown", why: said.refusal.why });
      const { value } = said;
      if (value === "not asked") return all({ kind: "served", on: null });
      const found = (key: string): Answer => {
        const on = value.get(key);
        return on === undefined
          ? { kind: "unknown", why: "Flipper did not say whether this actor has it" }
          : { kind: "served", on };
      };
      return new Map(keys.map((key) => [key, found(key)]));
    });
}

/** Characters a path segment carries as they are (RFC 3986, 3.3). */
const fitsAddress = (id: string) => /^[\w.~!$&'()*+,;=:@-]+$/.test(id) && id !== "." && id !== "..";
