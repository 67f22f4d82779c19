import { afterEach, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { flagsIn } from "../../../scripts/stores/unleash/flags.ts";
import { carryOut, notTried } from "../../../scripts/stores/unleash/write.ts";
import { writing } from "../../conformance/exposures.ts";
import { answer } from "../../http/faults.ts";
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
