import { expect, it } from "vitest";
import { type Exposure, everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { fieldsOf, listIn } from "../../../scripts/stores/unleash/feature.ts";
import { roleIn } from "../../../scripts/stores/unleash/title.ts";
import type { Seen } from "../../http/faults.ts";
import { environment, type Town } from "./town.ts";

const key = "rx_v2";

/** What is sent, and in which order. */
export function orderSuite(town: () => Town): void {
  it.each<[Exposure | null, Exposure | null, readonly string[]]>([
    [null, nobody, ["POST flag", "POST percent 0"]],
    [null, exposure([], 10), ["POST flag", "POST percent 0", "POST on", "PATCH title 10"]],
    [nobody, exposure(["a"], 0), ["POST on", "PATCH title", "POST actors 100", "PATCH title"]],
    [exposure([], 10), exposure([], 50), ["PATCH title 50"]],
    [exposure([], 50), exposure([], 10), ["PATCH title 10"]],
    [exposure(["a"], 10), exposure(["a", "b"], 50), ["PATCH title", "PATCH values", "PATCH title 50"]],
    [exposure(["a", "b"], 50), exposure(["a"], 10), ["PATCH title 10", "PATCH values", "PATCH title"]],
    [exposure(["a"], 50), exposure(["a"], 0), ["PATCH title 0"]],
    [exposure(["a"], 10), everyone, ["PATCH title", "POST everyone", "PATCH title"]],
    [everyone, exposure(["a"], 10), ["PATCH title 10", "POST actors 100", "DELETE strategy", "PATCH title"]],
    [exposure([], 10), nobody, ["PATCH title 0", "POST off"]],
    [exposure(["a"], 10), nobody, ["PATCH title 0", "POST off", "DELETE strategy", "PATCH title"]],
    [everyone, nobody, ["PATCH title 0", "POST off", "DELETE strategy", "PATCH title"]],
    [exposure(["a"], 10), null, ["POST off", "DELETE flag", "DELETE archived"]],
    [nobody, null, ["DELETE flag", "DELETE archived"]],
  ])("UNLEASH-1  from %j to %j: what lowers, then the actors, then the percentage", async (before, after, requests) => {
    const { put, proxy } = town();
    if (before !== null) await put(key, before);
    const from = proxy.seen.length;
    expect(await put(key, after)).toMatchObject({ status: "applied" });
    expect(proxy.seen.slice(from).flatMap(shortly)).toEqual(requests);
  });

  it("UNLEASH-2  an environment is switched on only while one active strategy of ours stands there, at 0 %", async () => {
    const { put, proxy, here, admin } = town();
    let looked = 0;
    for (const wanted of [exposure(["a"], 0), exposure([], 10), exposure(["a"], 50), everyone]) {
      proxy.before(/\/on$/, async () => {
        looked += 1;
        const { enabled, strategies } = await here(key);
        expect(enabled).toBe(false);
        expect(strategies).toMatchObject([{ disabled: false, parameters: { rollout: "0" } }]);
      });
      expect(await put(key, wanted)).toMatchObject({ status: "applied" });
      // By a person's hand: all that was shown still stands there.
      await admin("POST", `/projects/default/features/${key}/environments/${environment}/off`);
    }
    expect(looked).toBe(4);
  });

  it("UNLEASH-3  nothing is replaced as a whole, and what is added leaves nothing for Unleash to fill in", async () => {
    const { put, proxy } = town();
    for (const wanted of [exposure(["a"], 10), everyone, exposure(["b"], 5), nobody, null]) await put(key, wanted);
    const added = proxy.seen
      .filter(({ line }) => /^POST .*\/strategies$/.test(line))
      .map(({ body }) => JSON.parse(body));
    expect(added.length).toBeGreaterThan(3);
    for (const { name, parameters, constraints, segments } of added) {
      expect(segments).toEqual([]);
      expect(constraints).toHaveLength(parameters.rollout === "100" ? 1 : 0);
      if (name !== "default") expect(Object.keys(parameters).sort()).toEqual(["groupId", "rollout", "stickiness"]);
    }
    expect(proxy.seen.filter(({ line }) => line.startsWith("PUT") || line.includes("import"))).toEqual([]);
  });

  it("UNLEASH-4  somebody deletes our strategy just before it is switched on: Unleash launches to all, and it is shut again", async () => {
    const { put, proxy, here, admin } = town();
    await put(key, nobody);
    proxy.before(/\/on$/, async () => {
      const { strategies } = await here(key);
      await admin(
        "DELETE",
        `/projects/default/features/${key}/environments/${environment}/strategies/${strategies[0]!.id}`,
      );
    });
    expect(await put(key, exposure([], 10))).toMatchObject({
      status: "unverified",
      detail: expect.stringContaining("it was switched off again at once"),
    });
    expect(await here(key)).toMatchObject({ enabled: false, strategies: [{ parameters: { rollout: "100" } }] });
  });

  it("UNLEASH-5  a hand between reading and writing is a conflict, stays, and nobody's id is in what is said", async () => {
    const { put, proxy, here, admin } = town();
    await put(key, exposure(["ada@example.gov"], 10));
    const edit = async (role: string, path: string, value: unknown) => {
      const { strategies } = await here(key);
      const { id } = strategies.find(({ title }) => roleIn(title) === role)!;
      const at = `/projects/default/features/${key}/environments/${environment}/strategies/${id}`;
      expect((await admin("PATCH", at, [{ op: "replace", path, value }])).status).toBe(200);
    };
    proxy.before(/^PATCH/, () => edit("percent", "/parameters/rollout", "3"));
    const first = await put(key, exposure(["ada@example.gov"], 50));
    expect(first).toMatchObject({ status: "conflict" });
    await edit("percent", "/parameters/rollout", "10");
    proxy.before(/^PATCH/, () => edit("actors", "/constraints/0/values", ["sam@example.gov"]));
    const second = await put(key, exposure(["lee@example.gov"], 50));
    expect(second).toMatchObject({ status: "partial", detail: expect.stringContaining("changed since it was read") });
    expect(JSON.stringify([first, second])).not.toMatch(/@example|ada|sam|lee/);
    expect(JSON.stringify(await here(key))).toContain("sam@example.gov");
  });

  it("UNLEASH-6  an older server, which takes no tests in a patch, is written to without, and not over a hand", async () => {
    const { put, proxy, read, here, admin } = town();
    await put(key, exposure(["a"], 10));
    proxy.wrong(0, "no tests", true);
    expect(await put(key, exposure(["b"], 50))).toMatchObject({ status: "applied" });
    expect(await read(key)).toMatchObject({ running: { exposure: exposure(["b"], 50) } });
    proxy.before(/^PATCH/, async () => {
      const { id } = (await here(key)).strategies.find(({ title }) => roleIn(title) === "percent")!;
      const at = `/projects/default/features/${key}/environments/${environment}/strategies/${id}`;
      await admin("PATCH", at, [{ op: "replace", path: "/parameters/rollout", value: "3" }]);
    });
    expect(await put(key, exposure(["b"], 60))).toMatchObject({ status: "conflict" });
    expect(await read(key)).toMatchObject({ running: { exposure: exposure(["b"], 3) } });
  });
}

/** A request that changes something, in a few words. */
function shortly({ line, body }: Seen): readonly string[] {
  const [method = "", path = ""] = line.split(" ");
  if (method === "GET") return [];
  if (method === "PATCH") {
    const sets = (listIn(JSON.parse(body)) ?? []).map(fieldsOf).filter(({ op }) => op === "replace");
    const words = sets.map(({ path: at, value }) => {
      if (at === "/parameters") return String(fieldsOf(value).rollout);
      return at === "/parameters/rollout" ? String(value) : String(at).split("/").at(-1);
    });
    return [`PATCH ${words.join(" ")}`];
  }
  if (path.endsWith("/features")) return ["POST flag"];
  if (path.endsWith("/strategies")) {
    const { title, parameters } = JSON.parse(body);
    return [`POST ${roleIn(title)}${parameters.rollout === undefined ? "" : ` ${parameters.rollout}`}`];
  }
  if (method === "POST") return [`POST ${path.split("/").at(-1)}`];
  return [
    path.includes("/archive/") ? "DELETE archived" : path.includes("/strategies/") ? "DELETE strategy" : "DELETE flag",
  ];
}
