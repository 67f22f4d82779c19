import { FlagdCore } from "@openfeature/flagd-core";
import { createClient } from "@redis/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sees } from "../../../scripts/cohort/cohort.ts";
import { flagdMurmur3 } from "../../../scripts/cohort/flagd.ts";
import { openStore } from "../../../scripts/stores/open.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import type { Service } from "../../services/process.ts";
import { startRedis } from "../../services/redis.ts";
import { requireService } from "../../services/require.ts";
import { ladder, people } from "../go-feature-flag/cases.ts";

const key = "form1095b_download";
const publish = { to: "redis", url: "REDIS_URL", key: "flags:production" } as const;

describe.skipIf(!requireService("redis-server"))("flagd's document in Redis", () => {
  let server: Service;
  beforeAll(async () => {
    server = await startRedis({ password: "hunter2" });
  });
  afterAll(() => server.stop());
  const address = () => server.url.replace("//", "//:hunter2@");
  const open = (password = "hunter2") =>
    openStore({ kind: "flagd", publish }, { root: "/", secrets: () => address().replace("hunter2", password) });

  /** Whoever reads the key as an application would, asked about ten thousand people. */
  async function evaluated(): Promise<readonly string[]> {
    const client = createClient({ url: address() });
    await client.connect();
    const core = new FlagdCore();
    core.setConfigurations((await client.get("flags:production"))!);
    client.destroy();
    return people.filter((targetingKey) => core.resolveBooleanEvaluation(key, false, { targetingKey }).value);
  }

  it("REDIS-6  the seed from planned to retired: flagd's evaluator serves whom the hash predicts, nobody is ever lost", async () => {
    let before: readonly string[] = [];
    for (const wanted of Object.values(ladder)) {
      const store = open();
      const expected = runningOf((await store.read([key])).get(key)!);
      expect(await store.write([writing(key, wanted, { expected })])).toMatchObject([{ status: "applied" }]);
      const on = await evaluated();
      expect(on).toEqual(people.filter((id) => sees(flagdMurmur3, key, wanted, id)));
      const answered = await store.evaluate!(new Map([[key, people.slice(0, 200)]]));
      const still = new Set(on);
      expect(answered.get(key)).toEqual({ kind: "answers", on: people.slice(0, 200).map((id) => still.has(id)) });
      expect(before.filter((id) => !still.has(id))).toEqual([]);
      before = on;
    }
    expect(before).toHaveLength(10_000);
    const store = open();
    const expected = runningOf((await store.read([key])).get(key)!);
    expect(await store.write([writing(key, null, { expected })])).toMatchObject([{ status: "applied" }]);
    expect(await store.keys()).toEqual([]);
  });

  it("REDIS-7  twenty syncs at once, each of its own flag: every flag is there; all of one flag: one writes", async () => {
    const settled = async (name: string): Promise<string> => {
      const [result] = await open().write([writing(name, ladder.canary)]);
      return result!.status === "conflict" ? settled(name) : result!.status;
    };
    const keys = Array.from({ length: 20 }, (_, index) => `flag-${index}`);
    expect(new Set(await Promise.all(keys.map(settled)))).toEqual(new Set(["applied"]));
    expect((await open().keys()).toSorted()).toEqual(keys.toSorted());
    const stages = Array.from({ length: 20 }, (_, index) => writing("one", { actors: [], percent: index + 1 }));
    const statuses = await Promise.all(stages.map(async (write) => (await open().write([write]))[0]!.status));
    expect(statuses.toSorted()).toEqual(["applied", ...Array.from({ length: 19 }, () => "conflict")]);
  });

  it("REDIS-8  a password that ends half-way is said, and what runs stays", async () => {
    const store = open();
    const reading = await store.read(["flag-0"]);
    const expected = runningOf(reading.get("flag-0")!);
    const stranger = open("changed");
    expect((await stranger.read(["flag-0"])).get("flag-0")).toMatchObject({ kind: "unreadable" });
    const [result] = await stranger.write([writing("flag-0", ladder.half, { expected })]);
    expect(result).toMatchObject({ status: "unauthorised", detail: expect.not.stringMatching(/changed|hunter2/) });
    expect(await store.read(["flag-0"])).toEqual(reading);
  });
});
