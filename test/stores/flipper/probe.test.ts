import { expect, it } from "vitest";
import { flipperCrc32 } from "../../../scripts/cohort/flipper.ts";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { idAbove, openProbe } from "../../../scripts/stores/flipper/probe.ts";
import { napping } from "../../http/clock.ts";
import { answer, startFaults } from "../../http/faults.ts";

it.each([0, 0.001, 10, 12.5, 50, 99])("PROBE-1  the made-up id for %d %% lies above it, and close", (percent) => {
  const id = idAbove("rx_v2", percent);
  expect(flipperCrc32.selects("rx_v2", id, percent)).toBe(false);
  expect(flipperCrc32.bucket("rx_v2", id)! - percent * 1000).toBeLessThan(1000);
});

const said = (...features: unknown[]) => answer(200, JSON.stringify({ data: { features } }));

it.each([
  ["off", exposure([], 10), [{ name: "f", value: false }], null],
  ["unknown to the service", exposure([], 10), [], null],
  ["on without an id", exposure([], 10), [{ name: "f", value: true }], "callers without an id"],
  ["off, though everyone", everyone, [{ name: "f", value: false }], "does not show it"],
  ["on for everyone", everyone, [{ name: "f", value: true }], null],
])("PROBE-2  %s", async (_, wanted, features, against) => {
  const server = await startFaults(said(...features));
  const found = await openProbe(server.url.href)([{ key: "f", exposure: wanted }]).finally(() => server.close());
  expect(found.get("f") ?? null).toEqual(against === null ? null : expect.stringContaining(against));
});

it("PROBE-3  what does not answer, or answers something else, leaves it open", async () => {
  for (const fault of [answer(200, "[]"), answer(500, "no")]) {
    const server = await startFaults(fault);
    const found = await openProbe(
      server.url.href,
      napping(),
    )([{ key: "f", exposure: everyone }]).finally(() => server.close());
    expect(found.get("f")).toMatch(/the probe/);
  }
  expect((await openProbe("http://example.gov")([{ key: "f", exposure: everyone }])).get("f")).toContain("use https");
});

it("PROBE-4  a hundred flags are three requests without an id, and no flag stands in two", async () => {
  const server = await startFaults(said());
  const flags = Array.from({ length: 100 }, (_, index) => ({ key: `f${index}`, exposure: everyone }));
  await openProbe(server.url.href)(flags).finally(() => server.close());
  expect(server.seen).toHaveLength(3);
});
