import { expect, it } from "vitest";
import { sees } from "../../../scripts/cohort/cohort.ts";
import { unleashMurmur3 } from "../../../scripts/cohort/unleash.ts";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { query } from "../../services/postgres.ts";
import { environment, type Town } from "./town.ts";

const key = "rx_v2";
const flag = `/projects/default/features/${key}`;

/** Flags that come, go, belong to others, and are asked for. */
export function lifeSuite(town: () => Town): void {
  it("UNLEASH-40  removed is gone, name and all, and the same name may come again", async () => {
    const { put, read, admin } = town();
    for (const wanted of [exposure(["a"], 10), everyone]) {
      expect(await put(key, wanted)).toMatchObject({ status: "applied" });
      expect(await put(key, null)).toMatchObject({ status: "applied" });
      expect(await read(key)).toEqual({ kind: "absent" });
      expect((await admin("POST", "/features/validate", { name: key })).status).toBe(200);
    }
  });

  it("UNLEASH-41  a flag is removed from one environment alone while another has a use for it, and with the last one", async () => {
    const { put, read, admin, open } = town();
    const staging = open({ environment: "development" });
    const putThere = async (wanted: Parameters<typeof put>[1]) =>
      (await staging.write([writing(key, wanted, { expected: runningOf((await staging.read([key])).get(key)!) })]))[0]!;
    await putThere(everyone);
    await put(key, exposure(["a"], 10));
    const there = (await staging.read([key])).get(key);
    expect(await put(key, null)).toMatchObject({
      status: "applied",
      detail: expect.stringContaining("development still have it"),
    });
    expect(await read(key)).toEqual({ kind: "absent" });
    expect((await staging.read([key])).get(key)).toEqual(there);
    expect((await town().store.read([key, ..."abcdefgh"])).get(key)).toEqual({ kind: "absent" });
    expect(await put(key, exposure([], 5))).toMatchObject({ status: "applied" });
    expect(await put(key, null)).toMatchObject({ status: "applied" });
    expect(await putThere(null)).toMatchObject({ status: "applied" });
    expect((await admin("GET", flag)).status).toBe(404);
  });

  it("UNLEASH-51  a flag that others depend on is not taken away, since they would be off with it, and it stops no other", async () => {
    const { put, admin, read, rows, store } = town();
    await put(key, everyone);
    await put("child", everyone);
    const depends = await admin("POST", "/projects/default/features/child/dependencies", { feature: key });
    expect(depends.status).toBe(200);
    const [before, expected] = [await rows(), runningOf(await read(key))];
    expect(await put(key, null)).toMatchObject({
      status: "unsupported",
      detail: expect.stringContaining('"child" depends on it'),
    });
    expect(await rows()).toEqual(before);
    // Somebody makes it depend on ours when it was looked at already.
    await admin("DELETE", "/projects/default/features/child/dependencies");
    town().proxy.before(/^POST .*\/off$/, () =>
      admin("POST", "/projects/default/features/child/dependencies", { feature: key }),
    );
    const results = await store.write([writing(key, null, { expected }), writing("next", exposure([], 10))]);
    expect(results.map(({ status }) => status)).toEqual(["partial", "applied"]);
    expect(results[0]!.detail).not.toContain("token");
  });

  it("UNLEASH-42  a flag that somebody archived is not brought back, and the way out is said", async () => {
    const { put, admin, read, rows } = town();
    await put(key, exposure([], 10));
    await admin("DELETE", flag);
    expect(await read(key)).toEqual({ kind: "absent" });
    const before = await rows();
    expect(await put(key, exposure([], 10))).toMatchObject({
      status: "conflict",
      detail: expect.stringContaining("revive it or delete it"),
    });
    expect(await rows()).toEqual(before);
  });

  it("UNLEASH-43  a flag whose strategies somebody deleted is off by hand, not absent; one that never had any is as good as absent", async () => {
    const { put, admin, read, here } = town();
    await put(key, exposure([], 10));
    for (const { id } of (await here(key)).strategies) {
      await admin("DELETE", `${flag}/environments/${environment}/strategies/${id}`);
    }
    expect(await read(key)).toMatchObject({ running: { exposure: nobody, applied: null } });
    expect((await town().store.read([key, ..."abcdefgh"])).get(key)).toEqual(await read(key));
    await admin("POST", "/projects/default/features", { name: "bare", type: "release" });
    expect(await read("bare")).toEqual({ kind: "absent" });
    expect((await town().store.read(["bare", ..."abcdefgh"])).get("bare")).toEqual({ kind: "absent" });
    expect(await put("bare", exposure(["a"], 10))).toMatchObject({ status: "applied" });
  });

  it("UNLEASH-44  a rollout that a person made just as we would becomes ours without a moment of change", async () => {
    const { put, admin, read, here, proxy } = town();
    await admin("POST", "/projects/default/features", { name: key, type: "release" });
    const at = `${flag}/environments/${environment}`;
    const parameters = { rollout: "10", stickiness: "userId", groupId: key };
    const constraints = [{ contextName: "userId", operator: "IN", values: ["a"] }];
    await admin("POST", `${at}/strategies`, { name: "flexibleRollout", parameters });
    await admin("POST", `${at}/strategies`, {
      name: "flexibleRollout",
      parameters: { ...parameters, rollout: "100" },
      constraints,
    });
    await admin("POST", `${at}/on`);
    expect(await read(key)).toMatchObject({ running: { exposure: exposure(["a"], 10), applied: null, foreign: [] } });
    const before = (await here(key)).strategies.map(({ id }) => id);
    expect(await put(key, exposure(["a"], 10))).toMatchObject({ status: "applied" });
    expect((await here(key)).strategies.map(({ id }) => id)).toEqual(before);
    expect(proxy.seen.slice(-4).filter(({ line }) => line.startsWith("POST"))).toEqual([]);
    expect(await read(key)).toMatchObject({
      running: { exposure: exposure(["a"], 10), applied: { standing: expect.any(String) } },
    });
  });

  it("UNLEASH-48  its own evaluation is asked, many flags and callers at a time, and agrees with the hash", async () => {
    const { put, store, proxy, admin } = town();
    const ids = [null, ...Array.from({ length: 120 }, (_, index) => `User;${index + 1}`)];
    const wanted = { [key]: exposure(["User;7"], 30), full: everyone, gone: nobody };
    for (const [name, one] of Object.entries(wanted)) await put(name, one);
    const from = proxy.seen.length;
    const answers = await store.evaluate!(new Map(Object.keys(wanted).map((name) => [name, ids])));
    expect(proxy.seen.length - from).toBe(6);
    for (const [name, one] of Object.entries(wanted)) {
      const on = ids.map((id) => sees(unleashMurmur3, name, one, id));
      expect(answers.get(name)).toEqual({ kind: "answers", on });
    }
    await admin("POST", `${flag}/environments/${environment}/off`);
    expect(await store.evaluate!(new Map([[key, ["User;7"]]]))).toEqual(
      new Map([[key, { kind: "answers", on: [false] }]]),
    );
    const odd = await store.evaluate!(new Map([["full", [null, "a,b", "josé", "User;7"]]]));
    expect(odd.get("full")).toEqual({ kind: "answers", on: [true, null, null, true] });
    expect((await store.evaluate!(new Map([["never-there", [null]]]))).get("never-there")).toMatchObject({
      kind: "unknown",
    });
  });

  it("UNLEASH-49  a thousand flags cost two requests to read, one change those of one flag, and each is read as if alone", async () => {
    const { put, store, proxy, server } = town();
    await put("flag-0", exposure(["a"], 10));
    await multiply(server.database, 999);
    const keys = Array.from({ length: 1000 }, (_, index) => `flag-${index}`);
    let from = proxy.seen.length;
    const readings = await store.read(keys);
    expect(proxy.seen.length - from).toBe(2);
    expect([...readings.keys()]).toEqual(keys);
    expect(readings.get("flag-0")).toEqual((await store.read(["flag-0"])).get("flag-0"));
    expect(keys.every((one) => JSON.stringify(readings.get(one)) === JSON.stringify(readings.get("flag-0")))).toBe(
      true,
    );
    from = proxy.seen.length;
    expect((await store.read([...keys, "never-there"])).get("never-there")).toEqual({ kind: "absent" });
    expect(proxy.seen.length - from, "and one for the flag that is not there").toBe(3);
    from = proxy.seen.length;
    const gone = keys.map((one) => `never-${one}`);
    expect([...(await store.read(gone)).values()].every(({ kind }) => kind === "absent")).toBe(true);
    expect(proxy.seen.length - from, "many that are not there cost nothing more").toBe(2);
    from = proxy.seen.length;
    expect(await store.keys()).toHaveLength(1000);
    expect(proxy.seen.length - from).toBe(1);
    from = proxy.seen.length;
    await store.write([writing("flag-5", exposure(["a"], 50), { expected: runningOf(readings.get("flag-5")!) })]);
    expect(proxy.seen.slice(from).map(({ line }) => line.split(" ")[0])).toEqual(["GET", "PATCH", "GET"]);
    const some = keys.slice(0, 10);
    from = proxy.seen.length;
    const answers = await store.evaluate!(new Map(some.map((one) => [one, keys.slice(0, 6)])));
    expect([...answers.values()].every(({ kind }) => kind === "answers")).toBe(true);
    expect(proxy.seen.length - from).toBeLessThan(10);
  }, 60_000);

  it("UNLEASH-50  one flag of a batch that Unleash refuses stops no other", async () => {
    const names = ["a", "not/url friendly", "x".repeat(101), "b"];
    const results = await town().store.write(names.map((name) => writing(name, exposure([], 10))));
    expect(results.map(({ status }) => status)).toEqual(["applied", "invalid", "invalid", "applied"]);
  });
}

/** As many copies of flag-0, past the API: making a thousand flags by it takes a minute. */
async function multiply(database: string, count: number): Promise<void> {
  const copies = `generate_series(1, ${count}) n`;
  const columns = async (table: string, change: Readonly<Record<string, string>>) => {
    const rows = await query(
      database,
      "select column_name, is_generated from information_schema.columns where table_name = $1",
      [table],
    );
    const names = rows
      .filter(({ is_generated }) => is_generated === "NEVER")
      .map(({ column_name }) => String(column_name));
    return { names: names.join(), values: names.map((name) => change[name] ?? `t.${name}`).join() };
  };
  const tables = [
    ["features", { name: "'flag-' || n" }, "name"],
    ["feature_environments", { feature_name: "'flag-' || n" }, "feature_name"],
    [
      "feature_strategies",
      {
        feature_name: "'flag-' || n",
        id: "gen_random_uuid()",
        parameters: "jsonb_set(t.parameters, '{groupId}', to_jsonb('flag-' || n))",
      },
      "feature_name",
    ],
  ] as const;
  for (const [table, change, name] of tables) {
    const { names, values } = await columns(table, change);
    await query(
      database,
      `insert into ${table} (${names}) select ${values} from ${table} t, ${copies} where t.${name} = 'flag-0'`,
    );
  }
}
