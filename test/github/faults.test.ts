import fc from "fast-check";
import { expect, it } from "vitest";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { mergeOf } from "../forge/github/desk.ts";
import { temporaryFolder } from "../support/repository.ts";
import { planText as text } from "../workflows/town.ts";
import { type Failure, fault } from "./emulator/http/faults.ts";
import { approve, settings, settingsFile, type Town, town } from "./town.ts";

const plan = (name: string, standing: string) => ({ [`flags/${name}.yaml`]: text({ standing, key: name }) });

/** One promotion that is a Go, one that waits for people, one that somebody objects to. */
async function three(): Promise<Town> {
  const here = await town();
  const names = ["go", "waits", "no"];
  const planned = Object.assign({}, ...names.map((name) => plan(name, "planned")));
  here.hands.push("main", { [settingsFile]: settings, ...planned }, { by: "jwexler" });
  for (const name of names) {
    here.hands.push(`promote/${name}`, plan(name, "testers"), { by: "jwexler" });
    here.hands.open({ head: `promote/${name}`, title: name, by: "jwexler" });
  }
  approve(here, 1, "rlindqvist");
  here.hands.review(3, { by: "rlindqvist", state: "CHANGES_REQUESTED", body: "Not like this" });
  const folder = temporaryFolder(); // objects are fetched once for all passes
  return { ...here, ports: (over = {}, options = {}) => here.ports(over, { folder, ...options }) };
}

const pass = async (here: Town) => gatePass(await here.ports()).catch(() => []);

/** What must hold whatever went wrong before: nothing but the Go on main, once, and one comment each. */
async function settled(here: Town, from: string): Promise<void> {
  here.github.faults.clear();
  await pass(here);
  await pass(here);
  const { hands } = here;
  const main = hands.tip("main")!;
  expect(hands.state.git.run(["rev-list", "--count", "--first-parent", `${from}..${main}`]).out.trim()).toBe("1");
  expect(
    ["go", "waits", "no"].map((name) => /^standing: (.*)$/m.exec(hands.read("main", `flags/${name}.yaml`)!)![1]),
  ).toEqual([...["testers", "planned", "planned"]]);
  for (const number of [1, 2, 3]) expect(hands.comments(number)).toHaveLength(1);
  const last = (number: number) => hands.checks(hands.pull(number).headOid).at(-1)?.conclusion;
  expect([1, 2, 3].map(last)).toEqual(["success", null, "failure"]);
  here.forget();
  await pass(here);
  expect(here.asked().filter((operation) => !operation.startsWith("graphql"))).toEqual([]);
  expect(here.github.violations).toEqual([]);
}

it("FAULT-1  a crash after any single request of a pass: the next finishes the work, and does nothing twice", async () => {
  const whole = await three();
  await pass(whole);
  const requests = whole.asked().length;
  expect(requests).toBeGreaterThan(8);
  for (let after = 0; after < requests; after += 1) {
    const here = await three();
    const from = here.hands.tip("main")!;
    here.github.faults.add(fault.crashAfter(after));
    await pass(here);
    await settled(here, from);
  }
}, 240_000);

const failures: readonly Failure[] = [
  { kind: "answer", status: 500, message: "Server Error" },
  { kind: "answer", status: 429, message: "Too fast", headers: { "retry-after": "0" } },
  { kind: "answer", status: 403, message: "You have exceeded a secondary rate limit", headers: { "retry-after": "0" } },
  { kind: "answer", status: 401, message: "Bad credentials" },
  { kind: "answer", status: 404, message: "Not Found" },
  { kind: "lie", status: 502, message: "Bad Gateway" },
  { kind: "drop", done: false },
  { kind: "drop", done: true },
];

it("FAULT-2  any schedule of refusals, broken connections and answers that lie: the same", async () => {
  const schedule = fc.array(
    fc.record({ after: fc.nat(20), times: fc.integer({ min: 1, max: 6 }), does: fc.constantFrom(...failures) }),
    { minLength: 1, maxLength: 4 },
  );
  const property = fc.asyncProperty(schedule, async (faults) => {
    const here = await three();
    const from = here.hands.tip("main")!;
    here.github.faults.add(...faults);
    await pass(here);
    await settled(here, from);
  });
  await fc.assert(property, { numRuns: 10 });
}, 240_000);

it.each(["pulls/merge", "checks/create", "issues/create-comment"])(
  "FAULT-3  %s that was done and answered 502 is not done again",
  async (operation) => {
    const here = await three();
    const from = here.hands.tip("main")!;
    here.github.faults.add(fault.lies(operation));
    await pass(here);
    expect(here.hands.read("main", "flags/go.yaml")).toContain("standing: testers");
    await settled(here, from);
    const ids = [1, 2, 3].flatMap((number) => here.hands.checks(here.hands.pull(number).headOid));
    expect(new Set(ids.map(({ externalId }) => externalId)).size).toBe(ids.length);
  },
);

it("FAULT-4  a merge that GitHub stumbles over is asked for once, and judged again by the next pass", async () => {
  const here = await three();
  for (const status of [405, 409, 500]) {
    here.github.faults.clear();
    here.github.faults.add({ ...fault.answers("pulls/merge", status, "Base branch was modified."), times: 9 });
    here.forget();
    const [gated] = await pass(here);
    expect(gated).toMatchObject({ merge: { kind: status === 500 ? "unknown" : "moved" } });
    expect(here.asked().filter((operation) => operation === "pulls/merge")).toHaveLength(1);
  }
});

it("FAULT-5  too fast: it waits as long as it is told, and comes back", async () => {
  const here = await three();
  here.github.faults.add(fault.secondaryLimit("graphql Snapshot", 1));
  const ports = await here.ports({}, { patience: { throttle: true, milliseconds: 1000 } });
  const before = Date.now();
  expect(await ports.forge.pullRequests()).toHaveLength(3);
  expect(Date.now() - before).toBeGreaterThanOrEqual(900);
});

it("FAULT-6  an answer that does not come is given up, not waited for", async () => {
  const here = await three();
  here.github.faults.add({ operation: "graphql Snapshot", times: 99, does: { kind: "slow", milliseconds: 3000 } });
  const ports = await here.ports({}, { patience: { throttle: false, milliseconds: 1, seconds: 0.1 } });
  await expect(ports.forge.pullRequests()).rejects.toThrow("the next pass tries again");
});

it.each([
  fault.secondaryLimit("pulls/merge", 1),
  fault.answers("pulls/merge", 403, "API rate limit exceeded", { "x-ratelimit-remaining": "0" }),
])(
  "FAULT-7  too fast for a merge: it is not sent again after the wait, when what was judged may be so no longer",
  async (limit) => {
    const here = await three();
    const { forge } = await here.ports({}, { patience: { throttle: true, milliseconds: 1 } });
    const [go] = await forge.pullRequests();
    here.github.faults.add(limit);
    here.forget();
    const why = expect.stringContaining("judges it again");
    expect(await forge.merge(1, mergeOf(go!))).toEqual({ kind: "unknown", why });
    expect(here.asked().filter((operation) => operation === "pulls/merge")).toHaveLength(1);
  },
);
