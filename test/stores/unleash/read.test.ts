import { afterEach, expect, it } from "vitest";
import { flagsIn } from "../../../scripts/stores/unleash/flags.ts";
import { readAll } from "../../../scripts/stores/unleash/read.ts";
import { answer } from "../../http/faults.ts";
import { percentOf } from "./flags-of.ts";
import { featureJson, type Scripted, scripted } from "./scripted.ts";

let town: Scripted;
afterEach(() => town.server.close());
const keys = Array.from({ length: 10 }, (_, index) => `f${index}`);
const read = (...more: readonly string[]) =>
  readAll(town.api, flagsIn(town.api, "default", "production"), [...keys, ...more]);
const lines = () => town.server.seen.map(({ line }) => line.replace("/api/admin", ""));

const data = [percentOf("10", "beta")];
const features = keys.map((name) => {
  return { name, environments: { production: [{ isEnabledInCurrentEnvironment: true, strategies: { data } }] } };
});

it("UNLEASH-120  where flags depend on others, their list is paged through, and only those are asked for by name", async () => {
  const child = { name: "f3", dependencyType: "child" };
  town = await scripted({
    playground: { features },
    "/dependencies": true,
    "offset=0": { total: 150, features: [{ name: "f1", dependencyType: "parent" }] },
    "offset=100": { total: 150, features: [child] },
    "/features/f3": featureJson(data, true, [{ feature: "f1" }]),
  });
  const readings = await read();
  expect(readings.get("f3")).toMatchObject({
    running: { foreign: [expect.stringContaining("f1"), expect.any(String)] },
  });
  expect(readings.get("f4")).toMatchObject({ running: { foreign: [expect.stringContaining("beta")] } });
  expect(lines().map((line) => line.split("?")[0])).toEqual([
    "POST /playground/advanced",
    "GET /projects/default/dependencies",
    "GET /search/features",
    "GET /search/features",
    "GET /projects/default/features/f3",
  ]);
});

it("UNLEASH-121  a project too large for the playground is read flag by flag, one that cannot be read is unknown", async () => {
  town = await scripted({ playground: answer(400, '{"name":"BadDataError"}'), "/features/": featureJson(data) });
  expect((await read()).get("f9")).toMatchObject({ kind: "running" });
  await town.server.close();
  for (const trouble of [
    { playground: answer(401, "{}") },
    { playground: { features }, "/dependencies": answer(401, "{}") },
  ]) {
    town = await scripted(trouble);
    const readings = await read();
    expect(keys.every((key) => readings.get(key)?.kind === "unreadable")).toBe(true);
    await town.server.close();
  }
  town = await scripted({ playground: { features: [{ name: "f1" }] } });
  expect((await read()).get("f1")).toMatchObject({ kind: "unreadable" });
});

it("UNLEASH-135  where many are missing it is asked once whether the project is there: else those are unknown, and no others", async () => {
  const gone = Array.from({ length: 7 }, (_, index) => `gone${index}`);
  for (const [overview, kind] of [
    [{ environments: ["production"] }, "absent"],
    [answer(403, "{}"), "unreadable"],
  ] as const) {
    town = await scripted({ playground: { features }, "/dependencies": false, overview });
    const readings = await read(...gone);
    expect(gone.every((key) => readings.get(key)?.kind === kind)).toBe(true);
    expect(keys.every((key) => readings.get(key)?.kind === "running")).toBe(true);
    expect(town.server.seen).toHaveLength(3);
    await town.server.close();
  }
});
