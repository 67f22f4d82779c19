import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import { testRepository } from "../support/repository.ts";
import { planText, settings } from "../workflows/town.ts";
import { recorder } from "./streams.ts";

const began = DateTime.fromISO("2025-03-10T14:00:00Z", { zone: "utc" });
const now = "2025-03-11T20:00:00Z";

/** An hour a row for four days: two of a hundred fail. */
const counts = [
  "time,bad,total",
  ...Array.from({ length: 96 }, (_, i) => `${began.minus({ days: 2 }).plus({ hours: i }).toISO()},2,100`),
];

async function run(onMain: string, own: string, ...args: readonly string[]) {
  const here = testRepository();
  const files = {
    ".github/flaghoist.yaml": settings,
    "numbers.csv": `${counts.join("\n")}\n`,
    "flags/download.yaml": onMain,
  };
  here.commit(files, { at: began.toISO()! });
  here.write({ "flags/download.yaml": own });
  const before = here.git("for-each-ref");
  const { streams, out, err } = recorder(here.root);
  const status = await main(["measure", "download", ...args, "--now", now], streams);
  expect(here.git("for-each-ref")).toBe(before);
  return { status, out: out(), err: err() };
}

const canary = planText({ standing: "canary" });

it("MEAS-1  what the stage asks, over the stay: value, window, counts, verdict, reason and the query as sent", async () => {
  const { status, out } = await run(canary, canary);
  expect(out).toContain("download stands in canary since 2025-03-10 10:00 EDT");
  expect(out).toContain("criteria.limit");
  expect(out).toMatch(/2 % > 1 % \(58 of 2900\); reverts from \d+ of 2900/);
  expect(out).toMatch(/window +2025-03-10 10:15 EDT to 2025-03-11 15:55 EDT/);
  expect(out).toMatch(/bad +58\n/);
  expect(out).toMatch(/total, sent to numbers\n +total\n?/);
  expect(status).toBe(1);
});

it("MEAS-2  a plan nobody merged yet is tried over the last 24 hours, with the author's own copy", async () => {
  const own = planText({ max: 0.05 });
  const { status, out } = await run(planText({}), own);
  expect(out).toContain("download is planned: a trial over the last 24 hours");
  expect(out).toMatch(/window +2025-03-10 15:55 EDT to 2025-03-11 15:55 EDT/);
  expect(out).toContain("2 % <= 5 % (48 of 2400)");
  expect(status).toBe(0);
  expect((await run(planText({}), canary)).out).toContain("stands in canary here, not on the base branch: a trial");
});

it("MEAS-3  the same as a document, with the record that a promotion would write", async () => {
  const { out } = await run(canary, canary, "errors", "--json");
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    plan: "download",
    trial: false,
    since: "2025-03-10T14:00:00Z",
    metrics: [
      {
        metric: "errors",
        kind: "ratio",
        outcome: "fail",
        reason: "criteria.limit",
        window: ["2025-03-10T14:15:00Z", "2025-03-11T19:55:00Z"],
        k: 58,
        n: 2900,
        asked: { bad: { provider: "numbers", query: "bad", value: 58 } },
      },
    ],
  });
});

it("MEAS-4  a query that cannot be answered says why, and the exit says that nobody can tell", async () => {
  const own = planText({}).replace("query: bad", "query: bda");
  const { status, out } = await run(planText({}), own);
  expect(out).toMatch(/bad +could not be told \(bad-query\): .*no series "bda"/);
  expect(status).toBe(3);
});

it("MEAS-5  a metric that is not there is a usage error that says what is", async () => {
  const { status, err } = await run(canary, canary, "erors");
  expect(status).toBe(2);
  expect(err).toContain('has no metric "erors"; did you mean `errors`?');
});
