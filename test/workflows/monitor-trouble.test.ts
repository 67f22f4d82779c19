import { describe, expect, it } from "vitest";
import type { Answered } from "../../scripts/flag/measurement.ts";
import type { Provider } from "../../scripts/metrics/provider.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, type Town, town } from "./town.ts";

/** Plans that stand in canary for 30 hours, each with queries of its own: `bad of NAME`, `total of NAME`. */
async function canaries(...names: readonly string[]) {
  const here = await town();
  for (const name of names) here.plan(textOf(name), name);
  await syncPass(here.ports());
  here.at = here.at.plus({ hours: 30 });
  here.happened.length = 0;
  return here;
}

const textOf = (name: string) =>
  planText({ standing: "canary", key: name })
    .replace("query: bad }", `query: bad of ${name} }`)
    .replace("query: total }", `query: total of ${name} }`);

type Answering = (query: string) => Promise<Answered>;

/** The town's ports with numbers that come from `answer`. */
function answering(here: Town, answer: Answering, over: Partial<Ports> = {}): Ports {
  const numbers: Provider = { name: "numbers", resolve: ({ query }) => query, ask: ({ query }) => answer(query) };
  return { ...here.ports(), openProviders: () => new Map([["numbers", numbers]]), ...over };
}

const failing = async (query: string) => number(query.startsWith("bad") ? 40 : 500);
const standing = (here: Town, name: string) =>
  /^standing: (.*)$/m.exec(here.repository.git("show", `main:flags/${name}.yaml`))![1];

describe("MON-6  one provider or plan in trouble never stops the others", () => {
  it("a failing flag is down while another plan's provider has not answered yet", async () => {
    const here = await canaries("hanging", "failing");
    let release = () => {};
    const hangs = new Promise<void>((resolve) => {
      release = resolve;
    });
    const answer: Answering = async (query) => {
      if (query.endsWith("hanging")) await hangs;
      return failing(query);
    };
    const pass = monitorPass(answering(here, answer));
    await expect.poll(() => standing(here, "failing"), { timeout: 20_000 }).toBe("planned");
    expect(standing(here, "hanging")).toBe("canary");
    release();
    expect((await pass).map(({ kind }) => kind)).toEqual(["reverted", "reverted"]);
  });

  it("a provider that throws is an error of its own queries, beside which a failing metric still fails", async () => {
    const here = await canaries("thrown", "failing");
    const answer: Answering = (query) => {
      if (query.endsWith("thrown")) throw new Error("socket hang up");
      return failing(query);
    };
    const watched = await monitorPass(answering(here, answer));
    expect(watched.map(({ plan, kind }) => `${plan} ${kind}`).sort()).toEqual(["failing reverted", "thrown watching"]);
    const thrown = watched.find(({ plan }) => plan === "thrown");
    expect(thrown?.kind === "watching" && thrown.reminded.waiting.join()).toContain("socket hang up");
  });

  it("a forge that lists no issues keeps no failing flag up, and nothing is proposed on what it does not tell", async () => {
    const here = await canaries("failing", "well");
    const answer: Answering = (query) =>
      query.endsWith("failing") ? failing(query) : Promise.resolve(number(query.startsWith("bad") ? 0 : 5000));
    const { forge } = here.ports();
    const issues = async () => {
      throw new Error("HTTP 503");
    };
    const watched = await monitorPass(answering(here, answer, { forge: { ...forge, issues } }));
    expect(watched.map(({ plan, kind }) => `${plan} ${kind}`).sort()).toEqual([
      "failing reverted",
      "reminders failed",
      "well watching",
    ]);
    expect(standing(here, "failing")).toBe("planned");
    const well = watched.find(({ plan }) => plan === "well");
    expect(well?.kind === "watching" && well.verdict.findings).toContainEqual(
      expect.objectContaining({ reason: "hold.unknown" }),
    );
  });

  it("a store that cannot be written does not keep the revert from main, and is named", async () => {
    const here = await canaries("failing");
    const write = async () => {
      throw new Error("read-only file system");
    };
    const [watched] = await monitorPass(answering(here, failing, { openStore: () => ({ ...here.store, write }) }));
    expect(watched).toMatchObject({
      kind: "reverted",
      reverted: { commit: { kind: "committed" }, unlowered: [expect.stringContaining("read-only file system")] },
    });
    expect(standing(here, "failing")).toBe("planned");
    expect(here.notices[0]!.text).toContain("Not lowered yet: failing in production: unverified");
  });
});

describe("MON-7  one revert a stage entry, whatever retries", () => {
  it("two passes at once make one commit, one entry and one notice", async () => {
    const here = await canaries("failing");
    const passes = await Promise.all([monitorPass(answering(here, failing)), monitorPass(answering(here, failing))]);
    expect(passes.flat().filter(({ kind }) => kind === "reverted")).toHaveLength(1);
    expect(here.repository.git("show", "main:flags/failing.yaml").match(/from: canary/g)).toHaveLength(1);
    expect(here.notices).toHaveLength(1);
    expect(await here.forge.issues("flaghoist-hold")).toEqual([]);
  });

  it("a base branch that moves under the commit is read again, and what moved it is kept", async () => {
    const here = await canaries("failing");
    let moved = false;
    const ports = answering(here, failing);
    const commit: Ports["forge"]["commit"] = async (request) => {
      if (!moved) here.repository.commit({ "docs/note.md": "hello" }, { at: here.at.toISO()! });
      moved = true;
      return here.forge.commit(request);
    };
    const [watched] = await monitorPass({ ...ports, forge: { ...ports.forge, commit } });
    expect(watched).toMatchObject({ kind: "reverted", reverted: { commit: { kind: "committed" }, hold: null } });
    expect(here.repository.git("show", "main:docs/note.md")).toBe("hello");
  });

  it("a plan that changed under the look is looked at again, as it is now", async () => {
    const here = await canaries("failing");
    let looks = 0;
    const answer: Answering = async (query) => {
      if (++looks === 1) here.plan(textOf("failing").replace("max: 0.01", "max: 0.2"), "failing");
      return failing(query);
    };
    const [watched] = await monitorPass(answering(here, answer));
    expect(watched!.kind).not.toBe("reverted");
    expect(here.repository.git("show", "main:flags/failing.yaml")).toContain("max: 0.2");
  });

  it("a held plan is tried again and told of once; once the commit can be made, it holds instead of the issue", async () => {
    const here = await canaries("failing");
    const ports = answering(here, failing);
    const refused = { commit: async () => ({ kind: "refused" as const, why: "the branch is protected" }) };
    for (const _ of [1, 2, 3]) await monitorPass({ ...ports, forge: { ...ports.forge, ...refused } });
    expect(here.notices).toHaveLength(1);
    expect(await here.forge.issues("flaghoist-hold")).toHaveLength(1);
    expect((await monitorPass(ports))[0]).toMatchObject({ kind: "reverted", reverted: { hold: null } });
    expect(await here.forge.issues("flaghoist-hold")).toEqual([]);
    expect(here.notices).toHaveLength(1);
  });
});

describe("MON-11 where neither commit nor issue can be made, it is said as loudly as can be", () => {
  it("the stores are lowered, people are told, and the pass says that nothing holds it", async () => {
    const here = await canaries("failing");
    const ports = answering(here, failing);
    const commit = async () => ({ kind: "refused" as const, why: "the branch is protected" });
    const raiseIssue = async () => {
      throw new Error("403");
    };
    const [watched] = await monitorPass({ ...ports, forge: { ...ports.forge, commit, raiseIssue } });
    expect(watched).toMatchObject({ kind: "failed", why: expect.stringContaining("nothing holds it") });
    expect(here.flags.get("failing")).toMatchObject({ running: { exposure: { percent: 0 } } });
    expect(here.notices).toHaveLength(1);
  });

  it("the issue that holds it calls nobody by the name of a file, and shows what GitHub said as it was said", async () => {
    const here = await town();
    here.plan(textOf("failing"), "@octocat");
    await syncPass(here.ports());
    here.at = here.at.plus({ hours: 30 });
    const commit = async () => ({ kind: "refused" as const, why: "no, says <b>@everyone</b> of #7" });
    const ports = answering(here, failing);
    const bodies: string[] = [];
    const raiseIssue: Ports["forge"]["raiseIssue"] = (issue) => {
      bodies.push(issue.body);
      return here.forge.raiseIssue(issue);
    };
    const [watched] = await monitorPass({ ...ports, forge: { ...ports.forge, commit, raiseIssue } });
    expect(watched).toMatchObject({ kind: "reverted", reverted: { commit: { kind: "refused" } } });
    expect(bodies).toEqual([expect.stringContaining("no, says &lt;b>@&#8203;everyone&lt;/b> of #&#8203;7")]);
    expect(bodies.join().replace(/`[^`]*`/g, "")).not.toMatch(/@[a-z]|<b>/);
  });

  it("a notifier that throws is somebody who was not told, and no reason to stop", async () => {
    const here = await canaries("failing");
    const tell = async () => {
      throw new Error("no route to host");
    };
    const over = { openNotifiers: () => [{ name: "slack", tell }] };
    const [watched] = await monitorPass(answering(here, failing, over));
    expect(watched).toMatchObject({ kind: "reverted", reverted: { untold: ["slack: no route to host"] } });
  });
});
