import { afterEach, beforeEach, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { quoter } from "../../../scripts/http/quote.ts";
import { changeIn } from "../../../scripts/stores/launchdarkly/audit.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-14  who changed a flag by hand is told from the audit log; our own token is nobody else", async () => {
  const store = town.open();
  await town.put(exposure([], 10));
  expect(await store.lastChange!(key)).toBeNull();
  town.fake.hand(key, { kind: "turnFlagOff" });
  expect(await store.lastChange!(key)).toMatchObject({ who: "lee.novak@example.gov", what: "updated the flag" });
  await town.put(exposure([], 5));
  expect(await store.lastChange!(key)).toMatchObject({ who: "lee.novak@example.gov" });
  town.fake.wrong(0, 500, true);
  expect(await store.lastChange!(key)).toBeNull();
});

it.each([
  [{ member: { email: "ada@example.gov" } }, "ada@example.gov"],
  [{ token: { name: "deploy", ending: "9999" }, member: { email: "ada@example.gov" } }, "deploy of ada@example.gov"],
  [{ app: { name: "Slack" } }, "Slack"],
  [{}, "somebody the log does not name"],
  [{ member: { email: "ada\u001b[31m\n@example.gov" } }, "ada [31m @example.gov"],
])("LAUNCHDARKLY-72  %j is called %s", (entry, who) => {
  const old = { date: 1_741_780_000_000, member: { email: "old@example.gov" } };
  const last = { date: 1_741_790_000_000, shortDescription: "turned it off", ...entry };
  expect(changeIn({ items: [old, last, { date: "x" }] }, "api-1234", quoter([]))).toEqual({
    who,
    at: "2025-03-12T14:33:20.000Z",
    what: "turned it off",
  });
});
