import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { openApi } from "../../../scripts/stores/launchdarkly/api.ts";
import type { Store } from "../../../scripts/stores/store.ts";
import { writing } from "../../conformance/exposures.ts";
import { key, startTown, type Town, token } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-10  a wrong project, environment, token or address is said by name, and nothing is made", async () => {
  const write = async (store: Store) => (await store.write([writing(key, everyone)]))[0]!;
  expect(await write(town.open({}, "wrong"))).toMatchObject({ status: "unauthorised" });
  expect(await write(town.open({}, ""))).toMatchObject({
    status: "unauthorised",
    detail: expect.stringContaining("set T"),
  });
  expect(await write(town.open({ url: "http://flags.example.gov" }))).toMatchObject({
    status: "invalid",
    detail: expect.stringContaining("https"),
  });
  expect(await write(town.open({ project: "none" }))).toMatchObject({ status: "not-found" });
  expect(await town.read(town.open({ project: "none" }))).toMatchObject({ kind: "unreadable" });
  expect(await write(town.open({ environment: "none" }))).toMatchObject({
    status: "not-found",
    detail: expect.stringContaining('"none"'),
  });
  await town.put(exposure([], 10));
  expect(await town.read(town.open({ environment: "none" }))).toMatchObject({
    kind: "unreadable",
    why: expect.stringContaining('"none"'),
  });
  expect(town.fake.flags.size).toBe(1);
});

it("LAUNCHDARKLY-15  without an address it is LaunchDarkly's own, and people are shown where to look", async () => {
  const api = openApi(town.at({ url: null }), { secrets: () => token });
  expect(api.pageOf(key, null)).toBe("https://app.launchdarkly.com/default/production/features/rx_v2");
  expect(api.pageOf(key, "/projects/default/flags/rx_v2")).toBe(
    "https://app.launchdarkly.com/projects/default/flags/rx_v2",
  );
  expect(api.pageOf(key, "javascript:alert(1)")).toBe("https://app.launchdarkly.com/default/production/features/rx_v2");
  expect(town.open().name).toBe("launchdarkly default/production");
});

it.each`
  wrong            | status            | asked
  ${401}           | ${"unauthorised"} | ${1}
  ${403}           | ${"unauthorised"} | ${1}
  ${429}           | ${"rate-limited"} | ${4}
  ${500}           | ${"unreachable"}  | ${4}
  ${502}           | ${"unreachable"}  | ${4}
  ${"lost before"} | ${"unreachable"}  | ${4}
`("LAUNCHDARKLY-55  a patch that gets $wrong: $status, asked $asked times", async ({ wrong, status, asked }) => {
  await town.put(exposure([], 10));
  const from = town.fake.seen.length;
  town.fake.wrong(5, wrong, true);
  const result = await town.put(exposure([], 50));
  expect(result).toMatchObject({ key, status });
  expect(town.patches(from)).toHaveLength(asked);
  expect(JSON.stringify(result)).not.toContain("api-token");
});
