import { type Exposure, keepsEveryone, sameExposure } from "../../flag/exposure.ts";
import type { FlipperApi, Refusal } from "./api.ts";
import { type GateRow, shownByOurs } from "./gates.ts";
import type { Step } from "./steps.ts";

export type Sent =
  | { readonly kind: "done" }
  /** It shows something else than it should by now. */
  | { readonly kind: "changed"; readonly shows: Exposure }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const tries = 4;

/**
 * Sends one request of a write to a flag that shows `before`. One that raises is never repeated blindly: meanwhile
 * somebody may have switched the flag off. The answer says what the flag holds, and so whether somebody did.
 */
export async function sendStep(api: FlipperApi, key: string, step: Step, before: Exposure): Promise<Sent> {
  const raises = !keepsEveryone(step.after, before);
  for (let tried = 1; ; tried += 1) {
    const said = await api.send(key, step, raises);
    if (said.ok) return after(said.value, step);
    const passing = said.refusal.status === "unreachable" || said.refusal.status === "rate-limited";
    if (!raises || !passing || tried === tries) return { kind: "refused", refusal: said.refusal };
    const found = await api.features([key]);
    if (!found.ok) return { kind: "refused", refusal: found.refusal };
    const rows = found.value.get(key) ?? [];
    if (!sameExposure(shownByOurs(rows), before)) return after(rows, step);
  }
}

function after(rows: readonly GateRow[] | null, step: Step): Sent {
  if (rows === null || sameExposure(shownByOurs(rows), step.after)) return { kind: "done" };
  return { kind: "changed", shows: shownByOurs(rows) };
}
