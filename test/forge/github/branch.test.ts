import { expect, it } from "vitest";
import { hour } from "../../conformance/forge.ts";
import { fault } from "../../github/emulator/http/faults.ts";
import { type Desk, desk, plan, promotion } from "./desk.ts";

const branch = "promote/a-canary";

/** What the monitor does to propose: a commit on a new branch, then a pull request from it. */
async function propose(here: Desk): Promise<string> {
  const forge = await here.forge();
  const from = here.hands.tip("main")!;
  const files = [{ path: plan, text: "standing: canary\n" }];
  const made = await forge.commit({
    branch,
    expected: null,
    from,
    files,
    message: "Promote a\n\nBecause",
    at: hour(1),
  });
  if (made.kind !== "committed") return made.kind;
  return `#${await forge.open({ branch, title: "Promote a", body: "b", requestedBy: null })}`;
}

const state = ({ hands }: Desk) => ({
  text: hands.read(branch, plan),
  commits: Number(hands.state.git.run(["rev-list", "--count", `main..${branch}`]).out),
  open: [...hands.state.threads.values()].length,
});

it("BRANCH-1  a crash after any request of a proposal: the next pass finishes it, and proposes once", async () => {
  for (let after = 0; ; after += 1) {
    const here = await desk();
    here.github.faults.add(fault.crashAfter(after));
    const whole = await propose(here).catch(() => null);
    here.github.faults.clear();
    here.hands.push("main", { "README.md": `${after}\n` }, { by: "tmarsh", at: hour(2) });
    const again = await propose(here);
    expect([again, state(here)]).toEqual([
      whole === null && again !== "moved" ? "#1" : "moved",
      { text: "standing: canary\n", commits: 1, open: 1 },
    ]);
    if (whole !== null) break;
  }
});

it.each(["git/create-ref", "graphql Commit", "pulls/create"])(
  "BRANCH-2  %s that was done and answered 502: once",
  async (operation) => {
    const here = await desk();
    here.github.faults.add(fault.lies(operation));
    expect(await propose(here)).toBe("#1");
    expect(state(here)).toEqual({ text: "standing: canary\n", commits: 1, open: 1 });
    expect(here.github.violations).toEqual([]);
  },
);

it("BRANCH-3  what a person closed is not proposed again, and somebody's branch of that name is left alone", async () => {
  const here = await desk();
  await propose(here);
  here.hands.edit(1, { state: "closed" }, { by: "tmarsh" });
  expect(await propose(here)).toBe("moved");

  const other = await desk();
  const theirs = other.hands.push(
    branch,
    { [plan]: "standing: canary\n" },
    { by: "tmarsh", message: "Promote a\n\nBecause" },
  );
  expect(await propose(other)).toBe("moved");
  expect(other.hands.tip(branch)).toBe(theirs);
});

it("BRANCH-4  a commit to base whose answer was lost is found, not made twice; a link is not written through", async () => {
  const here = await desk();
  const forge = await here.forge();
  const from = here.hands.tip("main")!;
  const request = {
    branch: "main",
    expected: from,
    from,
    files: [{ path: plan, text: "x\n" }],
    message: "Revert",
    at: hour(1),
  };
  here.github.faults.add({ ...fault.lies("graphql Commit"), times: 2 });
  expect(await forge.commit(request)).toEqual({ kind: "committed", commit: here.hands.tip("main") });
  expect(here.hands.state.git.run(["rev-list", "--count", `${from}..main`]).out.trim()).toBe("1");

  const folderThere = { ...request, expected: here.hands.tip("main"), files: [{ path: "flags", text: "x\n" }] };
  expect(await forge.commit(folderThere)).toMatchObject({
    kind: "refused",
    why: expect.stringContaining("regular file"),
  });
});

it("BRANCH-5  a commit to base forgets nothing of pull requests, one to a head does", async () => {
  const here = await desk();
  const number = promotion(here);
  const forge = await here.forge();
  const [pull] = await forge.pullRequests();
  const report = { head: pull!.head, outcome: "wait", title: "Not yet", comment: "Soaks" } as const;
  for (const [to, asked] of [
    ["main", 0],
    ["promote/a", 1],
  ] as const) {
    const expected = here.hands.tip(to)!;
    const files = [{ path: "README.md", text: to }];
    await forge.commit({ branch: to, expected, from: expected, files, message: to, at: hour(2) });
    here.forget();
    await forge.report(number, { ...report, title: to });
    expect(here.asked().filter((operation) => operation === "graphql PullRequest")).toHaveLength(asked);
  }
});
