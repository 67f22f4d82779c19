import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { workshop } from "./bench.ts";

const grouped = (more: string) => `name: one
on: push
permissions: {}
concurrency: { group: "one-\${{ github.ref }}"${more} }
jobs:
  job:
    runs-on: x
    steps: [{ run: touch "$STARTED" && sleep 0.5 }, { if: cancelled(), run: echo cleaned up }]
`;

describe("RUN-11  of three runs of one group", () => {
  it.each([
    ["one runs, the last waits, the one between goes", "", ["success", "cancelled", "success"]],
    ["a newer one ends the one that runs", ", cancel-in-progress: true", ["cancelled", "cancelled", "success"]],
    ["all have their turn", ", queue: max", ["success", "success", "success"]],
  ])("%s", async (_, more, expected) => {
    const started = join(tmpdir(), `started-${process.pid}-${more.length}`);
    onTestFinished(() => rmSync(started, { force: true }));
    const { hands, runner } = await workshop({ "one.yml": grouped(more) }, { environment: { STARTED: started } });
    for (const text of ["1\n", "2\n", "3\n"]) hands.push("main", { "x.md": text }, { by: "tmarsh" });
    const [first, ...later] = runner.waiting.splice(0);
    const running = runner.runEvent(first!);
    await vi.waitFor(() => expect(existsSync(started)).toBe(true), 10_000);
    const runs = await Promise.all([running, ...later.map((event) => runner.runEvent(event))]);
    expect(runs.flat().map(({ conclusion }) => conclusion)).toEqual(expected);
    expect([...hands.state.runs.values()].map(({ conclusion }) => conclusion)).toEqual(expected);
    if (more.includes("cancel")) expect(runs[0]![0]!.jobs.job!.log).toBe("cleaned up\n");
  });

  it("two branches are two groups", async () => {
    const { hands, runner } = await workshop({ "one.yml": grouped("") }, { environment: { STARTED: "/dev/null" } });
    hands.push("main", { "x.md": "1\n" }, { by: "tmarsh" });
    hands.push("other", { "x.md": "1\n" }, { by: "tmarsh", from: "main" });
    hands.push("third", { "x.md": "1\n" }, { by: "tmarsh", from: "main" });
    const runs = await Promise.all(runner.waiting.splice(0).map((event) => runner.runEvent(event)));
    expect(runs.flat().map(({ conclusion }) => conclusion)).toEqual(["success", "success", "success"]);
  });
});
