import { expect, it } from "vitest";
import { confirmed, holdsAt } from "../../../scripts/stores/unleash/confirmed.ts";

const strategy = { title: "x", parameters: { rollout: "10", groupId: "f" }, constraints: [{ values: ["a", "b"] }] };

it.each<[string, unknown, boolean]>([
  ["", { title: "x", parameters: { rollout: "10" } }, true],
  ["/title", "x", true],
  ["/title", null, false],
  ["/disabled", null, true],
  ["/disabled", false, false],
  ["/parameters/rollout", "10", true],
  ["/parameters/rollout", 10, false],
  ["/constraints/0/values", ["a", "b"], true],
  ["/constraints/0/values", ["a"], false],
  ["/constraints/0/values", ["b", "a"], false],
  ["/constraints/1/values", ["a"], false],
])("UNLEASH-131  at %j stands %j: %s", (path, value, holds) => {
  expect(holdsAt(strategy, path, value)).toBe(holds);
});

it("UNLEASH-132  an answer that is not what was sent is no success, and a refusal stays what it is", () => {
  const said = { ok: true, value: strategy } as const;
  expect(confirmed(said, "x", "/title")).toBe(said);
  expect(confirmed(said, "y", "/title")).toMatchObject({ ok: false, refusal: { status: "unverified" } });
  const refusal = { status: "conflict", why: "409", retryAfterMs: 0 } as const;
  expect(confirmed({ ok: false, refusal }, "x", "/title")).toEqual({ ok: false, refusal });
});
