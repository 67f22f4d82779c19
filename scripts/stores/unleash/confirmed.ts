import { fieldsOf } from "./feature.ts";
import { refuse, type Said } from "./refusal.ts";

/** True where all of a value stands in a document, at a JSON Pointer (RFC 6901); what stands beside it makes no difference. */
export function holdsAt(document: unknown, path: string, value: unknown): boolean {
  const names = path.split("/").slice(1);
  const found = names.reduce<unknown>(
    (one, name) => (Array.isArray(one) ? one[Number(name)] : fieldsOf(one)[name]),
    document,
  );
  return holds(found, value);
}

function holds(found: unknown, value: unknown): boolean {
  // A title that was never given is null in one answer and left out of another.
  if (typeof value !== "object" || value === null) return (found ?? null) === value;
  if (Array.isArray(value)) {
    return Array.isArray(found) && found.length === value.length && value.every((one, at) => holds(found[at], one));
  }
  return Object.entries(value).every(([name, one]) => holds(fieldsOf(found)[name], one));
}

/**
 * Unleash answers with the strategy as it then is. One that is not as it was sent was not changed, whatever the status:
 * nothing more is sent, because the record of a write must not say what was not done.
 */
export function confirmed(said: Said<unknown>, sent: unknown, path = ""): Said<unknown> {
  if (!said.ok || holdsAt(said.value, path, sent)) return said;
  return { ok: false, refusal: refuse("unverified", "Unleash accepted a change of a strategy and did not make it") };
}
