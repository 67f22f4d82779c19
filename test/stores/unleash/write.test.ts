import { afterEach, expect, it } from "vitest";
import { type Exposure, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { flagsIn } from "../../../scripts/stores/unleash/flags.ts";
import { done } from "../../../scripts/stores/unleash/title.ts";
import { carryOut, notTried } from "../../../scripts/stores/unleash/write.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { answer } from "../../http/faults.ts";
import { percentOf } from "./flags-of.ts";
import { featureJson, type Scripted, scripted } from "./scripted.ts";

let town: Scripted;
afterEach(() => town.server.close());
const put = () => carryOut(flagsIn(town.api, "default", "production"), writing("f", exposure([], 10)));

it("UNLEASH-127  a refusal that would meet every flag stops the batch, one flag's own does not", async () => {
  for (const [status, stops] of [
    [401, true],
    [429, true],
    [503, true],
    [400, false],
  ] as const) {
    town = await scripted({ overview: { environments: ["production"] }, "POST .*/features": answer(status, "{}") });
    expect((await put()).stops !== null).toBe(stops);
    await town.server.close();
  }
  town = await scripted({});
  expect(await put()).toMatchObject({ result: { status: "not-found" }, stops: null });
  const stops = { status: "rate-limited", why: "429", retryAfterMs: 7000 } as const;
  expect(notTried("g", stops)).toEqual({
    result: { key: "g", status: "rate-limited", retryAfterMs: 7000, detail: "not tried: 429" },
    stops,
  });
});

it("UNLEASH-128  a phase that was accepted and left undone is not sent a second time", async () => {
  const bare = featureJson([], false);
  const events = { events: [{ type: "feature-created" }] };
  town = await scripted({ "/events/": events, "GET .*/features/f": bare, POST: {} });
  expect(await put()).toMatchObject({ result: { status: "unverified" } });
  expect(town.server.seen.filter(({ line }) => line.startsWith("POST"))).toHaveLength(1);
});

it("UNLEASH-133  a release plan of Unleash's own would raise it by itself: it is not raised beside one, and goes down", async () => {
  const title = done(writing("f", exposure([], 10)).applied);
  const parameters = { rollout: "10", stickiness: "userId", groupId: "f" };
  const strategy = { ...percentOf("10", title), parameters };
  const { environments } = featureJson([strategy]);
  const feature = { environments: environments.map((one) => ({ ...one, releasePlans: [{ id: "1", name: "ramp" }] })) };
  town = await scripted({ "GET .*/features/f": feature, ".": answer(500, "{}") });
  const read = await flagsIn(town.api, "default", "production").look("f");
  const expected = read.ok ? runningOf(read.value.reading) : null;
  const write = (wanted: Exposure) =>
    carryOut(flagsIn(town.api, "default", "production"), writing("f", wanted, { expected }));
  expect((await write(exposure([], 50))).result).toMatchObject({
    status: "unsupported",
    detail: expect.stringContaining("release plan"),
  });
  expect(town.server.seen.every(({ line }) => line.startsWith("GET"))).toBe(true);
  await write(nobody);
  expect(town.server.seen.at(-1)!.line).toMatch(/^PATCH/);
});
