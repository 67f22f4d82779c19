import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { unleashStore } from "../../../scripts/stores/unleash.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { query } from "../../services/postgres.ts";
import { environment, signIn, type Town } from "./town.ts";

const key = "rx_v2";
const flag = `/projects/default/features/${key}`;

/** Where we are let in, and who else was there. */
export function accessSuite(town: () => Town): void {
  it("UNLEASH-45  an environment or a project that Unleash does not have is said before anything is made", async () => {
    const { open, rows } = town();
    const before = await rows();
    for (const [more, says] of [
      [{ environment: "prod" }, "no environment prod"],
      [{ project: "nope" }, "404"],
    ] as const) {
      const [result] = await open(more).write([writing(key, exposure([], 10))]);
      expect(result).toMatchObject({ status: "not-found", detail: expect.stringContaining(says) });
    }
    expect(await rows()).toEqual(before);
    await town().put(key, exposure([], 10));
    const reading = (await open({ environment: "prod" }).read([key])).get(key);
    expect(reading).toMatchObject({ kind: "unreadable", why: expect.stringContaining("no environment prod") });
    const many = await open({ environment: "prod" }).read([key, ..."abcdefgh"]);
    expect([...many.values()].every(({ kind, ...more }) => kind === "unreadable" && "why" in more)).toBe(true);
    for (const keys of [[key], [key, ..."abcdefgh"]]) {
      const lost = await open({ project: "nope" }).read(keys);
      expect([...lost.values()].map(({ kind }) => kind)).toEqual(keys.map(() => "unreadable"));
    }
  });

  it("UNLEASH-54  a flag that somebody moved to another project is not gone: it is unknown, read by name or in bulk", async () => {
    const { put, read, rows, server, store } = town();
    await put(key, exposure(["a"], 10));
    await query(server.database, "insert into projects (id, name) values ('other', 'Other') on conflict do nothing");
    await query(server.database, "update features set project = 'other' where name = $1", [key]);
    const before = await rows();
    const lost = { kind: "unreadable", why: expect.stringContaining("in another project") };
    expect(await read(key)).toMatchObject(lost);
    await put("there", exposure([], 5));
    const many = await store.read([key, "there", ..."abcde"]);
    expect(many.get(key)).toMatchObject(lost);
    expect([many.get("there"), many.get("a")]).toMatchObject([{ kind: "running" }, { kind: "absent" }]);
    for (const wanted of [exposure([], 50), nobody, null]) {
      expect(await put(key, wanted)).toMatchObject({
        status: "not-found",
        detail: expect.stringContaining("in another project"),
      });
    }
    await put("there", null);
    expect(await rows()).toEqual(before);
  });

  it("UNLEASH-46  a wrong token, an SDK's token, none, and a wrong address are said by name; no token is ever shown", async () => {
    const { open, server, rows } = town();
    const before = await rows();
    const said: unknown[] = [];
    for (const secret of ["wrong", server.clientToken, ""]) {
      const store = open({}, secret);
      said.push(await store.read([key]), await store.read([..."abcdefgh"]), await store.lastChange!(key));
      const [result] = await store.write([writing(key, everyone), writing("next", everyone)]);
      expect(result).toMatchObject({ status: "unauthorised" });
      said.push(result, store.name);
    }
    const plain = unleashStore(
      { kind: "unleash", url: "http://flags.example.gov", token: "T", project: "default", environment },
      () => server.adminToken,
    );
    const [result] = await plain.write([writing(key, everyone)]);
    expect(result).toMatchObject({ status: "invalid", detail: expect.stringContaining("use https") });
    said.push(result, await plain.evaluate!(new Map([[key, [null]]])));
    expect(JSON.stringify(said)).not.toMatch(/for-tests|wrong/);
    expect(await rows()).toEqual(before);
  });

  it("UNLEASH-47  who changed it last is named, if it was not we: another account of the same name is another", async () => {
    const { put, server, store, open } = town();
    await put(key, exposure([], 10));
    expect(await store.lastChange!(key)).toBeNull();
    const cookie = await signIn(server.url, "admin", "unleash4all");
    await fetch(`${server.url}/api/admin${flag}/environments/${environment}/off`, {
      method: "POST",
      headers: { cookie },
    });
    await put(key, nobody);
    expect(await store.lastChange!(key)).toEqual({
      who: "admin",
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      what: "feature-environment-disabled",
    });
    expect(await open({ environment: "development" }).lastChange!(key)).toBeNull();
    expect(await store.lastChange!("never-there")).toBeNull();
  });

  it("UNLEASH-52  a person's own token may do all of it, and is told from everybody else", async () => {
    const { open, editor, admin } = town();
    const store = open({}, await editor());
    for (const wanted of [exposure(["a"], 10), everyone, nobody, null, exposure([], 5)]) {
      const expected = runningOf((await store.read([key])).get(key)!);
      expect(await store.write([writing(key, wanted, { expected })])).toMatchObject([{ status: "applied" }]);
    }
    expect(await store.lastChange!(key)).toBeNull();
    await admin("POST", `${flag}/environments/${environment}/off`);
    expect(await store.lastChange!(key)).toMatchObject({ who: "admin", what: "feature-environment-disabled" });
  });

  it("UNLEASH-53  where Unleash wants a change request, an editor's token is refused with nothing changed; an admin's passes it by", async () => {
    const { open, editor, put, rows, server, read, proxy } = town();
    const store = open({}, await editor());
    await put(key, exposure([], 10));
    await query(server.database, "insert into change_request_settings (project, environment) values ('default', $1)", [
      environment,
    ]);
    const before = await rows();
    const expected = runningOf(await read(key));
    for (const wanted of [exposure([], 50), everyone, nobody, null]) {
      const from = proxy.seen.length;
      expect(await store.write([writing(key, wanted, { expected })])).toMatchObject([
        { status: "refused-by-store", detail: expect.stringContaining("Unleash wants a change request") },
      ]);
      expect(town().changes(from)).toHaveLength(1);
    }
    expect(await rows()).toEqual(before);
    expect(await put(key, exposure([], 50))).toMatchObject({ status: "applied" });
  });
}
