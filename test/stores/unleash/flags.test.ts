import { afterEach, expect, it } from "vitest";
import { flagsIn } from "../../../scripts/stores/unleash/flags.ts";
import { napping } from "../../http/clock.ts";
import { answer } from "../../http/faults.ts";
import { featureJson, type Scripted, scripted } from "./scripted.ts";

let town: Scripted;
afterEach(() => town.server.close());
let clock: ReturnType<typeof napping>;
const flags = () => {
  clock = napping();
  return flagsIn(town.api, "a project", "production", clock);
};
const lines = () => town.server.seen.map(({ line }) => line.replace("/api/admin", ""));

it("UNLEASH-116  names in addresses are escaped, whatever they hold", async () => {
  town = await scripted({ ".": {} });
  await flags().send("a/../b?c", { kind: "on" });
  await flags().send("f", { kind: "delete", strategy: "../x" });
  await flags().send("f", { kind: "bury" });
  expect(lines()).toEqual([
    "POST /projects/a%20project/features/a%2F..%2Fb%3Fc/environments/production/on",
    "DELETE /projects/a%20project/features/f/environments/production/strategies/..%2Fx",
    "DELETE /archive/f",
  ]);
});

it("UNLEASH-117  a patch whose tests a server does not take is sent without, once, where they still hold; one that failed a test is not", async () => {
  const patch = {
    kind: "patch",
    strategy: "p",
    tests: [{ op: "test", path: "/title", value: "x" }],
    sets: [{ op: "replace", path: "/title", value: "y" }],
  } as const;
  const older = (title: string) =>
    scripted({ PATCH: answer(400, '{"name":"BadDataError"}'), "GET .*/strategies/p": { id: "p", title } });
  town = await older("x");
  expect(await flags().send("f", patch)).toMatchObject({ ok: false, refusal: { status: "invalid" } });
  const sent = town.server.seen.filter(({ line }) => line.startsWith("PATCH"));
  expect(sent.map(({ body }) => JSON.parse(body).length)).toEqual([2, 1]);
  await town.server.close();
  town = await older("a hand was here");
  expect(await flags().send("f", patch)).toMatchObject({ ok: false, refusal: { status: "conflict" } });
  expect(lines().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET"]);
  await town.server.close();
  town = await scripted({ PATCH: answer(500, '{"name":"UnknownError","message":"Test operation failed"}') });
  expect(await flags().send("f", patch)).toMatchObject({ ok: false, refusal: { status: "conflict" } });
  expect(town.server.seen).toHaveLength(1);
});

it("UNLEASH-118  whether a project has the environment is asked once, and in the forms that Unleash's versions answer", async () => {
  for (const environments of [["production"], [{ environment: "production" }], [{ name: "production" }]]) {
    town = await scripted({ overview: { environments } });
    const one = flags();
    expect(await one.exists()).toEqual({ ok: true, value: true });
    await one.exists();
    expect(lines()).toEqual(["GET /projects/a%20project/overview"]);
    await town.server.close();
  }
  town = await scripted({ overview: { environments: [] } });
  expect(await flags().exists()).toMatchObject({ ok: false, refusal: { status: "not-found" } });
});

it("UNLEASH-119  a flag without strategies is absent only where the audit log says that it never had any here", async () => {
  for (const [events, kind] of [
    [{ events: [{ type: "feature-created" }] }, "absent"],
    [
      { events: [{ type: "feature-strategy-remove", environment: "production" }, { type: "feature-created" }] },
      "running",
    ],
    [{ events: [{ type: "feature-created" }, { type: "feature-strategy-add", environment: "production" }] }, "absent"],
    [{ events: [] }, "running"],
    [answer(403, "{}"), "running"],
  ] as const) {
    town = await scripted({ "/events/": events, "/features/": featureJson([], false) });
    expect(await flags().look("f")).toMatchObject({ ok: true, value: { reading: { kind } } });
    await town.server.close();
  }
  const environments = ["production"];
  town = await scripted({ overview: { environments } });
  expect(await flags().look("f")).toMatchObject({ ok: true, value: { feature: null, reading: { kind: "absent" } } });
  await town.server.close();
  town = await scripted({ overview: { environments: [] } });
  expect(await flags().look("f")).toMatchObject({ ok: false, refusal: { status: "not-found" } });
  await town.server.close();
  town = await scripted({});
  expect(await flags().look("f"), "no such project, or none that we may see").toMatchObject({
    ok: false,
    refusal: { status: "not-found" },
  });
});

it("UNLEASH-129  a flag is not deleted in the second in which Unleash writes down that it was archived", async () => {
  town = await scripted({ ".": {} });
  const one = flags();
  await one.send("f", { kind: "archive" });
  expect(clock.naps).toEqual([]);
  await one.send("f", { kind: "bury" });
  expect(clock.naps).toEqual([3000]);
});

it("UNLEASH-130  a change that was accepted and not made is found out by the answer, before anything more is sent", async () => {
  const body = { title: "x", constraints: [{ values: ["a"] }], parameters: { rollout: "10" } };
  const sets = [
    { op: "replace", path: "/title", value: "x" },
    { op: "replace", path: "/constraints/0/values", value: ["a"] },
    { op: "replace", path: "/parameters", value: { rollout: "10" } },
  ] as const;
  const patch = { kind: "patch", strategy: "p", tests: [], sets } as const;
  for (const [answered, ok] of [
    [{ ...body, id: "p", disabled: false }, true],
    [{ ...body, title: "y" }, false],
    [{ ...body, constraints: [{ values: ["a", "b"] }] }, false],
    [{ ...body, parameters: { rollout: "5" } }, false],
    [{}, false],
  ] as const) {
    town = await scripted({ ".": answered });
    expect((await flags().send("f", patch)).ok).toBe(ok);
    expect((await flags().send("f", { kind: "add", body })).ok).toBe(ok);
    await town.server.close();
  }
  town = await scripted({ ".": answer(200, "") });
  expect(await flags().send("f", patch)).toMatchObject({ ok: false, refusal: { status: "unverified" } });
});
