import { expect, it } from "vitest";
import { type Exposure, everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import type { FlipperApi, Refusal } from "../../../scripts/stores/flipper/api.ts";
import { rowsOf } from "../../../scripts/stores/flipper/gates.ts";
import { sendStep } from "../../../scripts/stores/flipper/send.ts";
import type { Step } from "../../../scripts/stores/flipper/steps.ts";

const [before, after] = [exposure(["a"], 10), exposure(["a"], 50)];
const raise: Step = { method: "POST", path: "/percentage_of_actors", body: { percentage: 50 }, after };
const lower: Step = { method: "POST", path: "/percentage_of_actors", body: { percentage: 10 }, after: before };
const lost: Refusal = { status: "unreachable", why: "lost", retryAfterMs: 0 };

/** An API that answers sends with these, one after the other (null: without the flag), and then shows `found`. */
function api(answers: readonly (Exposure | Refusal | null)[], found: Exposure = before) {
  const sent: boolean[] = [];
  const refused = () => Promise.reject(new Error("not asked here"));
  const features = async () => ({ ok: true, value: new Map([["f", rowsOf(found)]]) }) as const;
  const send: FlipperApi["send"] = async (_key, _step, once) => {
    const said = answers[sent.length] ?? null;
    sent.push(once);
    if (said !== null && "status" in said) return { ok: false, refusal: said };
    return { ok: true, value: said === null ? null : rowsOf(said) };
  };
  return { sent, api: { features, send, names: refused, actor: refused } satisfies FlipperApi };
}

it.each([
  ["what it should", raise, [after], before, "done", [true]],
  ["nothing about the flag", raise, [null], before, "done", [true]],
  ["that somebody switched it off", raise, [nobody], before, "changed", [true]],
  ["nothing, and it was done", raise, [lost], after, "done", [true]],
  ["nothing, and it was not done", raise, [lost, after], before, "done", [true, true]],
  ["nothing, and it is off", raise, [lost, after], nobody, "changed", [true]],
  ["nothing four times", raise, [lost, lost, lost, lost], before, "refused", [true, true, true, true]],
  ["no", raise, [{ ...lost, status: "unauthorised" }], before, "refused", [true]],
  ["nothing to a lowering, which may be repeated by itself", lower, [lost], after, "refused", [false]],
] as const)("SEND-1  it answers %s: case %#", async (_, step, answers, found, kind, sent) => {
  const flipper = api(answers, found);
  expect(await sendStep(flipper.api, "f", step, step === raise ? before : after)).toMatchObject({ kind });
  expect(flipper.sent).toEqual(sent);
});

it("SEND-2  the boolean gate is a raise, and taking it away is none", async () => {
  const flipper = api([everyone, nobody]);
  await sendStep(flipper.api, "f", { method: "POST", path: "/boolean", body: {}, after: everyone }, after);
  await sendStep(flipper.api, "f", { method: "DELETE", path: "/boolean", body: {}, after: nobody }, everyone);
  expect(flipper.sent).toEqual([true, false]);
});
