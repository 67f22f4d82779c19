import { afterEach, beforeEach, expect, it } from "vitest";
import { type Exposure, everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { key, startTown, type Town, token } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

const operations = (from: number) =>
  town
    .changes(from)
    .flatMap(({ body }) =>
      (JSON.parse(body).patch as readonly { op: string; path: string; value?: unknown }[])
        .filter(({ op, path }) => op !== "test" && !path.startsWith("/customProperties"))
        .map(
          ({ op, path, value }) => `${op} ${path.replace("/environments/production/", "")} ${JSON.stringify(value)}`,
        ),
    );

/** The variations of a flag of ours: false is 0, true is 1. */
const share = (percent: number) =>
  `replace fallthrough {"rollout":{"contextKind":"user","bucketBy":"key","variations":[{"variation":0,"weight":${100_000 - percent * 1000}},{"variation":1,"weight":${percent * 1000}}]}}`;

it.each<[Exposure, Exposure, readonly string[]]>([
  [nobody, exposure(["a"], 0), ['add targets/- {"variation":1,"values":["a"]}', "replace on true"]],
  [nobody, exposure(["a"], 10), ['add targets/- {"variation":1,"values":["a"]}', share(10), "replace on true"]],
  [exposure(["a"], 10), exposure(["a", "b"], 50), ['replace targets/0/values ["a","b"]', share(50)]],
  [exposure(["a", "b"], 50), exposure(["a"], 12.5), ['replace targets/0/values ["a"]', share(12.5)]],
  [exposure(["a"], 50), exposure([], 0.001), ["remove targets/0 undefined", share(0.001)]],
  [exposure(["a"], 50), everyone, ["remove targets/0 undefined", 'replace fallthrough {"variation":1}']],
  [everyone, exposure([], 10), [share(10)]],
  [everyone, nobody, ["replace on false", 'replace fallthrough {"variation":0}']],
  [
    exposure(["a"], 10),
    nobody,
    ["replace on false", "remove targets/0 undefined", 'replace fallthrough {"variation":0}'],
  ],
])("LAUNCHDARKLY-1  from %j to %j", async (before, after, sent) => {
  await town.put(exposure(["a"], 10));
  await town.put(nobody);
  if (before !== nobody) await town.put(before);
  const from = town.fake.seen.length;
  expect(await town.put(after)).toMatchObject({ status: "applied" });
  expect(operations(from)).toEqual(sent);
  expect(town.changes(from)).toHaveLength(1);
});

it("LAUNCHDARKLY-3  every patch is a plain JSON Patch that begins by testing what was read, and overrides nothing", async () => {
  await town.put(exposure(["a"], 10));
  await town.put(exposure(["a"], 50));
  await town.put(null);
  const patches = town.changes().filter(({ line }) => line.startsWith("PATCH"));
  expect(patches).toHaveLength(3);
  for (const { line, headers, body } of patches) {
    expect(headers["content-type"]).toBe("application/json");
    expect(headers.authorization).toBe(token);
    expect(headers["ld-api-version"]).toBe("20240415");
    expect(line).not.toMatch(/ignoreConflicts|dryRun/);
    const { patch, comment } = JSON.parse(body);
    expect(patch[0]).toMatchObject({ op: "test", path: "/environments/production/version", value: expect.any(Number) });
    expect(patch[1]).toMatchObject({ op: "test", path: "/customProperties/flaghoist.production" });
    expect(comment).toMatch(/^Flaghoist: form1095b at .*; commit 4f2c9d1e0b$/);
  }
});

it("LAUNCHDARKLY-4  ids stand in the bodies of patches alone: no address, record or comment has one", async () => {
  await town.put(exposure(["ada@example.gov"], 10));
  expect(town.fake.seen.map(({ line }) => line).join("\n")).not.toContain("ada");
  const { customProperties, description } = town.fake.flags.get(key)!;
  expect(JSON.stringify([customProperties, description])).not.toContain("ada");
  expect(
    town
      .changes()
      .map(({ body }) => JSON.stringify(JSON.parse(body).comment ?? ""))
      .join(),
  ).not.toContain("ada");
});
