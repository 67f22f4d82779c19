import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-2  a new flag is made off everywhere, off listed first, with a record of having shown it to nobody", async () => {
  await town.put(exposure(["a"], 10));
  const [made, changed] = town.changes();
  expect(made!.line).toBe("POST /api/v2/flags/default");
  expect(JSON.parse(made!.body)).toMatchObject({
    key,
    temporary: true,
    variations: [{ value: false }, { value: true }],
    defaults: { onVariation: 1, offVariation: 0 },
    customProperties: { "flaghoist.production": { value: expect.arrayContaining(["percent=0", "actors=0"]) } },
  });
  expect(made!.body).not.toContain("isFlagOn");
  expect(changed!.line).toBe(`PATCH /api/v2/flags/default/${key}`);
  expect(town.fake.flags.get(key)!.environments.staging!.on).toBe(false);
});

it("LAUNCHDARKLY-28  what we archived comes back off, with the salt it had, and not where that would turn anything on", async () => {
  await town.put(everyone);
  const { salt } = town.production();
  await town.put(null);
  expect(await town.put(exposure([], 10))).toMatchObject({ status: "applied" });
  expect([town.doc().archived, town.production().salt]).toEqual([false, salt]);
  await town.put(null);
  town.doc().environments.test!.on = true;
  const before = structuredClone(town.doc());
  expect((await town.put(exposure([], 10))).status).toMatch(/conflict|invalid/);
  expect(town.doc()).toEqual(before);
});
