import { describe, expect, it } from "vitest";
import type { Answered } from "../../scripts/flag/measurement.ts";
import { setResults } from "../../scripts/load/edit.ts";
import { gatePass } from "../../scripts/workflows/gate.ts";
import { monitorPass } from "../../scripts/workflows/monitor.ts";
import { syncPass } from "../../scripts/workflows/sync-pass.ts";
import { number, planText, settings, type Town, town } from "./town.ts";

/** In canary for 30 hours with 2 of 500, the promotion proposed by the machine and everything answered but the approval. */
async function proposed(over: Parameters<typeof town>[0] = {}) {
  const here = await town(over);
  here.plan(planText({ standing: "canary", results: "1180" }));
  await syncPass(here.ports());
  here.at = here.at.plus({ hours: 30 });
  here.answers.set("bad", number(2)).set("total", number(500));
  await monitorPass(here.ports());
  const [pull] = await here.forge.pullRequests();
  return { here, pull: pull! };
}

const onBranch = (here: Town, branch: string) => here.repository.git("show", `${branch}:flags/download.yaml`);

/** Writes over what was measured, as a person could, then has it approved. */
async function typed(here: Town, pull: { readonly number: number; readonly branch: string }, parts: object) {
  const text = onBranch(here, pull.branch);
  const [, record] = /measured: \{ errors: (\{.*?\}) \}/.exec(text)!;
  const fields = Object.fromEntries(
    [...record!.matchAll(/"?(\w+)"?: (\[[^\]]*\]|"[^"]*"|[^,}]+?)(?=,| \})/g)].map(([, key, value]) => [
      key,
      plain(value!),
    ]),
  );
  const edited = setResults(text, "canary", { measured: { errors: { ...fields, ...parts } } });
  here.repository.commit({ "flags/download.yaml": edited }, { on: pull.branch, at: here.at.toISO()!, by: "jwexler" });
  await here.approve(pull.number, "rlindqvist");
}

function plain(text: string): unknown {
  if (text.startsWith("[")) return text.slice(1, -1).split(", ");
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text.replaceAll('"', "");
}

async function judged(here: Town) {
  const [gated] = await gatePass(here.ports());
  if (gated?.kind !== "judged") throw new Error(JSON.stringify(gated));
  const found = gated.check.judged[0]!.verdict.findings.filter(({ gate }) => gate === "results");
  return { merge: gated.merge.kind, outcome: gated.check.outcome, reasons: found.map(({ reason }) => reason), found };
}

describe("AGAIN-1  what was measured is asked again before it becomes evidence", () => {
  it("the machine's own record reproduces, and the promotion merges", async () => {
    const { here, pull } = await proposed();
    await here.approve(pull.number, "rlindqvist");
    expect(await judged(here)).toMatchObject({
      outcome: "pass",
      merge: "merged",
      reasons: ["results.complete", "results.reproduced"],
    });
    expect(here.repository.git("show", "main:flags/download.yaml")).toContain("upper95");
  });

  it.each([
    ["fewer bad events", { k: 0, estimate: 0 }, "results.not-reproduced"],
    ["more events", { n: 5000 }, "results.not-reproduced"],
    ["evidence that is better", { upper95: 0.001 }, "results.not-reproduced"],
    ["an outcome", { reason: "criteria.observed" }, "results.not-reproduced"],
    ["another window", { window: ["2025-03-11T00:00:00Z", "2025-03-11T01:00:00Z"] }, "results.other-stay"],
    ["a time before the stage", { evaluatedAt: "2025-03-01T00:00:00Z" }, "results.other-stay"],
    ["no time at all", { evaluatedAt: "once" }, "results.not-a-record"],
  ])("numbers typed by hand are a No-go: %s", async (_, parts, reason) => {
    const { here, pull } = await proposed();
    await typed(here, pull, parts);
    expect(await judged(here)).toMatchObject({ outcome: "fail", merge: "kept", reasons: ["results.complete", reason] });
  });

  it("typed again as they were they pass: only the numbers count", async () => {
    const { here, pull } = await proposed();
    await typed(here, pull, {});
    expect(await judged(here)).toMatchObject({ outcome: "pass", reasons: ["results.complete", "results.reproduced"] });
  });

  it("a promotion without records is judged by the fresh criteria alone", async () => {
    const { here, pull } = await proposed();
    const text = planText({ standing: "full", results: "1180" });
    here.repository.commit({ "flags/download.yaml": text }, { on: pull.branch, at: here.at.toISO()!, by: "jwexler" });
    await here.approve(pull.number, "rlindqvist");
    expect(await judged(here)).toMatchObject({ outcome: "pass", reasons: ["results.complete"] });
  });
});

describe("AGAIN-2  where it cannot be asked again nobody can tell", () => {
  const outage: Answered = { kind: "error", reason: "timeout", why: "10 s" };
  it.each([
    ["the provider is down", outage],
    ["the provider has no data any more", { kind: "no-data", why: "empty" } as const],
  ])("%s", async (_, answer) => {
    const { here, pull } = await proposed();
    await here.approve(pull.number, "rlindqvist");
    here.answers.set("total", answer);
    const { merge, reasons, found } = await judged(here);
    expect(merge).toBe("kept");
    expect(reasons).toEqual(["results.complete", "results.not-asked-again"]);
    expect(found[1]!.outcome).toBe("error");
  });

  it("the window is no longer kept: nobody asks for it, and the answer is not a smaller number", async () => {
    const short = settings.replace("file: numbers.csv", "file: numbers.csv, retention: P2D");
    const { here, pull } = await proposed({ settings: short });
    here.at = here.at.plus({ days: 1 });
    await here.approve(pull.number, "rlindqvist");
    const { found } = await judged(here);
    expect(found[1]).toMatchObject({ outcome: "error", reason: "results.not-asked-again" });
    expect(found[1]!.because).toContain("keeps only the last 2 days");
  });
});
