import { expect, it } from "vitest";
import { type Exposure, everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { reconcile } from "../../../scripts/reconcile/reconcile.ts";
import { fieldsOf } from "../../../scripts/stores/unleash/feature.ts";
import { roleIn } from "../../../scripts/stores/unleash/title.ts";
import { onOff, writing } from "../../conformance/exposures.ts";
import { query } from "../../services/postgres.ts";
import { askSdk } from "../../services/unleash-sdk.ts";
import { environment, type Town } from "./town.ts";

const key = "rx_v2";
const here = `/projects/default/features/${key}/environments/${environment}`;

/** What people do in Unleash's own user interface, and what becomes of it. */
export function handsSuite(town: () => Town): void {
  const strategy = async (role: string) =>
    (await town().here(key)).strategies.find(({ title }) => roleIn(title) === role)!;
  const edit = async (role: string, path: string, value: unknown) => {
    const at = `${here}/strategies/${(await strategy(role)).id}`;
    expect((await town().admin("PATCH", at, [{ op: "add", path, value }])).status).toBe(200);
  };
  const add = async (body: object) => {
    const { status, json } = await town().admin("POST", `${here}/strategies`, body);
    expect(status).toBe(200);
    return String(fieldsOf(json).id);
  };
  /** What a sync would do where main says this, at the standing that was last written. */
  const stepTo = async (wanted: Exposure, standing = writing(key, wanted).applied.standing) => {
    const one = { key, plan: "form1095b", standing, exposure: wanted, variants: onOff, held: null };
    const context = { commit: "c", at: "2025-03-12T13:00:00.000Z", cohort: "unleash-murmur3" };
    return reconcile([one], await town().store.read([key]), context)[0]!;
  };
  const put: Town["put"] = (...write) => town().put(...write);
  const record = { cohort: "unleash-murmur3" };
  const roll = async (wanted: Exposure) =>
    put(key, wanted, { applied: { ...writing(key, wanted).applied, ...record } });

  it("UNLEASH-20  switched off by a person it is off, and the record says that we did not do it; switched on again all is well", async () => {
    await roll(exposure(["a"], 10));
    await town().admin("POST", `${here}/off`);
    expect(await town().read(key)).toMatchObject({
      running: { exposure: nobody, applied: { exposure: { percent: 10 } } },
    });
    expect(await stepTo(exposure(["a"], 10))).toMatchObject({ kind: "drift-down" });
    expect(await stepTo(exposure(["a"], 50), "half")).toMatchObject({ kind: "drift-down" });
    await town().admin("POST", `${here}/on`);
    expect(await stepTo(exposure(["a"], 10))).toEqual({ kind: "in-step", key });
  });

  it("UNLEASH-21  switched off by us the record says nobody, and switched on by a person it still shows nobody", async () => {
    await roll(exposure(["a"], 10));
    await roll(nobody);
    expect((await town().here(key)).enabled).toBe(false);
    expect(await stepTo(nobody)).toEqual({ kind: "in-step", key });
    await town().admin("POST", `${here}/on`);
    expect(await town().here(key)).toMatchObject({ enabled: true, strategies: [{ parameters: { rollout: "0" } }] });
    expect(await stepTo(nobody)).toEqual({ kind: "in-step", key });
    expect(await roll(exposure(["a"], 10))).toMatchObject({ status: "applied" });
  });

  it("UNLEASH-22  after a person's off the revert is recorded, and nothing of the old exposure is left to switch on", async () => {
    for (const was of [exposure(["a"], 10), everyone]) {
      await roll(was);
      await town().admin("POST", `${here}/off`);
      expect(await roll(nobody)).toMatchObject({ status: "applied" });
      await town().admin("POST", `${here}/on`);
      expect(await town().read(key)).toMatchObject({ running: { exposure: nobody } });
    }
  });

  it("UNLEASH-23  switched off by a person in the middle of a write of ours it stays off", async () => {
    await roll(exposure(["a"], 10));
    for (const at of [2, 3, 4]) {
      town().proxy.wrong(at, "lost before", true);
      await roll(exposure(["a", "b"], 50));
      town().proxy.right();
      await town().admin("POST", `${here}/off`);
      if (at > 2) expect(await stepTo(exposure(["a", "b"], 50)), `${at}`).toMatchObject({ kind: "drift-down" });
      await town().admin("POST", `${here}/on`);
      await roll(exposure(["a"], 10));
    }
  });

  it.each(["150", "abc", "12.5", "-1", ""])(
    "UNLEASH-24  a percentage that reads %j, which Unleash takes, is no number we know",
    async (rollout) => {
      await roll(exposure([], 10));
      await edit("percent", "/parameters/rollout", rollout);
      expect(await town().read(key)).toMatchObject({
        running: { exposure: everyone, foreign: [expect.stringContaining("a percentage that reads")] },
      });
      expect(await put(key, exposure([], 5))).toMatchObject({ status: "unsupported" });
      expect(await roll(nobody)).toMatchObject({ status: "applied" });
    },
  );

  it.each([
    ["groupId", "other"],
    ["stickiness", "sessionId"],
    ["stickiness", "default"],
  ])(
    "UNLEASH-25  another %s draws other people: said, not raised, and drawn by the key again from nobody on",
    async (name, value) => {
      await roll(exposure([], 10));
      await edit("percent", `/parameters/${name}`, value);
      expect(await town().read(key)).toMatchObject({
        running: { exposure: exposure([], 10), cohort: expect.stringContaining(JSON.stringify(value)) },
      });
      expect(await stepTo(exposure([], 10))).toMatchObject({ kind: "unknown" });
      expect(await stepTo(exposure([], 50), "half")).toMatchObject({ kind: "held" });
      await roll(nobody);
      await roll(exposure([], 10));
      expect((await strategy("percent")).parameters).toEqual({ rollout: "10", stickiness: "userId", groupId: key });
    },
  );

  it("UNLEASH-26  a strategy that somebody added is reported, blocks what raises, and stays as it is", async () => {
    await roll(exposure(["a"], 10));
    const id = await add({
      name: "flexibleRollout",
      title: "beta",
      parameters: { rollout: "30", stickiness: "userId", groupId: "g" },
    });
    expect(await town().read(key)).toMatchObject({
      running: { exposure: everyone, foreign: ['a strategy "flexibleRollout" titled "beta"'] },
    });
    const before = await town().rows();
    for (const wanted of [exposure(["a"], 50), everyone, null]) {
      expect(await put(key, wanted)).toMatchObject({ status: "unsupported", detail: expect.stringContaining("beta") });
    }
    expect(await town().rows()).toEqual(before);
    expect(await roll(nobody)).toMatchObject({ status: "unverified", detail: expect.stringContaining("beta") });
    const { enabled, strategies } = await town().here(key);
    expect(enabled).toBe(false);
    expect(strategies.find((one) => one.id === id)).toMatchObject({ title: "beta", parameters: { rollout: "30" } });
    expect(await put(key, exposure([], 5))).toMatchObject({ status: "unsupported" });
  });

  it.each<[string, string, string, unknown]>([
    ["a constraint", "percent", "/constraints", [{ contextName: "userId", operator: "NOT_IN", values: ["x"] }]],
    ["an inverted list", "actors", "/constraints/0/inverted", true],
    ["a list of another field", "actors", "/constraints/0/contextName", "sessionId"],
    ["a share of the named", "actors", "/parameters/rollout", "50"],
    ["no list", "actors", "/constraints", []],
  ])("UNLEASH-27  %s in the %s strategy lets in others than we know", async (_, role, path, value) => {
    await roll(exposure(["a"], 10));
    await edit(role, path, value);
    expect(await town().read(key)).toMatchObject({
      running: { exposure: everyone, foreign: [expect.stringContaining(`in the ${role} strategy`)] },
    });
    expect(await stepTo(exposure(["a"], 50), "half")).toMatchObject({ kind: "unknown" });
  });

  it("UNLEASH-28  a segment and a parent flag are reported, read by name or in bulk", async () => {
    await roll(exposure(["a"], 10));
    const { json } = await town().admin("POST", "/segments", { name: "beta", constraints: [] });
    const { id: strategyId } = await strategy("percent");
    const body = { environmentId: environment, projectId: "default", strategyId, segmentIds: [fieldsOf(json).id] };
    expect((await town().admin("POST", "/segments/strategies", body)).status).toBe(201);
    await town().put("parent", everyone);
    expect(
      (await town().admin("POST", `/projects/default/features/${key}/dependencies`, { feature: "parent" })).status,
    ).toBe(200);
    const foreign = ["1 segment in the percent strategy", 'a dependency on the flag "parent"'];
    expect(await town().read(key)).toMatchObject({ running: { exposure: everyone, foreign } });
    const many = await town().store.read([key, "parent", ..."abcdefgh"]);
    expect(many.get(key)).toEqual(await town().read(key));
    expect(many.get("parent")).toEqual(await town().read("parent"));
    expect(many.get("parent")).toMatchObject({ running: { foreign: [] } });
  });

  it("UNLEASH-29  variants choose a value for those who are let in and let nobody in: they are no concern of ours, and stay", async () => {
    await roll(exposure(["a"], 10));
    const variants = [{ name: "blue", weight: 1000, weightType: "variable", stickiness: "userId" }];
    await edit("percent", "/variants", variants);
    expect(await stepTo(exposure(["a"], 10))).toEqual({ kind: "in-step", key });
    expect(await roll(exposure(["a", "b"], 50))).toMatchObject({ status: "applied" });
    expect(JSON.stringify(await town().rows())).toContain('"name":"blue"');
  });

  it("UNLEASH-30  a strategy of ours that was disabled lets nobody in, which is less, and is enabled by a write of ours", async () => {
    await roll(exposure(["a"], 10));
    await edit("percent", "/disabled", true);
    expect(await town().read(key)).toMatchObject({ running: { exposure: exposure(["a"], 0), foreign: [] } });
    expect(await stepTo(exposure(["a"], 10))).toMatchObject({ kind: "drift-down" });
    expect(await roll(exposure(["a"], 20))).toMatchObject({ status: "applied" });
    await edit("actors", "/disabled", true);
    expect(await stepTo(exposure(["a"], 20))).toMatchObject({ kind: "drift-down" });
    expect(await roll(exposure(["a"], 30))).toMatchObject({ status: "applied" });
  });

  it("UNLEASH-31  a switched-on flag without an active strategy is on for everybody, and is said to be", async () => {
    await roll(exposure([], 10));
    await edit("percent", "/disabled", true);
    // Unleash switches the environment off with its last strategy. What got there past its API it serves as it is.
    expect(await town().read(key)).toMatchObject({ running: { exposure: nobody } });
    await roll(exposure([], 10));
    await query(town().server.database, "update feature_strategies set disabled = true");
    expect(await askSdk(town().server, key, ["User;1", "User;2"])).toEqual({ on: ["User;1", "User;2"], keyless: true });
    expect(await town().read(key)).toMatchObject({
      running: { exposure: everyone, foreign: [expect.stringContaining("no strategy that is active")] },
    });
    expect(await put(key, exposure([], 20))).toMatchObject({ status: "unsupported" });
    expect(await roll(nobody)).toMatchObject({ status: "applied" });
  });

  it("UNLEASH-32  a percentage that was disabled while nobody sees it is enabled before the environment is switched on: Unleash launches what has no active strategy", async () => {
    await roll(nobody);
    await edit("percent", "/disabled", true);
    expect(await stepTo(nobody)).toEqual({ kind: "in-step", key });
    const events = town().proxy.seen.length;
    town().proxy.before(/\/on$/, async () => {
      expect((await town().here(key)).strategies).toMatchObject([{ disabled: false, parameters: { rollout: "0" } }]);
    });
    expect(await roll(exposure(["a"], 10))).toMatchObject({ status: "applied" });
    expect(town().changes(events)).toHaveLength(5);
    expect((await town().here(key)).strategies).toHaveLength(2);
  });

  it("UNLEASH-33  a disabled percentage is enabled before the last strategy beside it goes, with which Unleash would switch the environment off", async () => {
    for (const was of [exposure(["a"], 0), everyone]) {
      await roll(was);
      await edit("percent", "/disabled", true);
      expect(await roll(exposure([], 10))).toMatchObject({ status: "applied" });
      expect(await stepTo(exposure([], 10))).toEqual({ kind: "in-step", key });
    }
  });
}
