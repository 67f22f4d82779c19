import { expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import { testRepository } from "../support/repository.ts";
import { planText, settings } from "../workflows/town.ts";
import { recorder } from "./streams.ts";

const expecting = planText({}).replace("soak: P1D, results", "soak: P1D, expected: { uniqueUsers: 1200 }, results");

async function run(text: string, ...args: readonly string[]) {
  const here = testRepository();
  here.commit({ ".github/flaghoist.yaml": settings, "flags/download.yaml": text });
  const { streams, out, err } = recorder(here.root);
  const status = await main(["simulate", "download", ...args], streams);
  return { status, out: out(), err: err() };
}

it("SIM-1  each stage's chances as a table, what they rest on, and a chart", async () => {
  const { status, out } = await run(expecting);
  expect(status).toBe(0);
  expect(out).toContain("canary  1 day of soak, 1,200 users");
  expect(out).toMatch(/0\.8 % +healthy +0\.2 % +-/);
  expect(out).toMatch(/3 % +3 x the limit +99\.\d % +about 8 h/);
  expect(out).toMatch(/Smallest rate caught with 90 % chance: 2\.3\d %\./);
  expect(out).toMatch(/Chance by true rate: 0\.25 % ▁+.*█+ 6 %/);
  expect(out).toContain("No criterion is asked in testers.");
});

it("SIM-2  not known where nobody says how many users are expected, unless somebody asks about some", async () => {
  expect((await run(planText({}))).out).toMatch(/errors +not known: canary does not say how many users/);
  const { out } = await run(planText({}), "--users", "5000", "--rate", "0.015");
  expect(out).not.toContain("not known");
  expect(out).toMatch(/1\.5 % +asked for/);
});

it("SIM-3  the same as a document", async () => {
  const { out } = await run(expecting, "--json");
  const document = JSON.parse(out);
  expect(document).toMatchObject({ version: 1, plan: "download" });
  const [, canary] = document.stages;
  expect(canary).toMatchObject({ stage: "canary", soak: "P1D", expectedUsers: 1200 });
  expect(canary.metrics[0]).toMatchObject({ metric: "errors", onFail: "revert", kind: "known", limit: 0.01 });
  expect(canary.metrics[0].rates.map(({ times }: { times: number }) => times)).toEqual([0.8, 1, 2, 3, 5]);
});

it.each([
  [["--users", "many"], "--users many is not a whole number from 1"],
  [["--users", "0"], "--users 0 is not"],
  [["--rate", "1"], "--rate 1 is not a share above 0 and below 1"],
  [["--rate=1e-3"], "--rate 1e-3 is not"],
  [["twice"], "expected one plan's name"],
])("SIM-4  %j is a usage error", async (args, said) => {
  const { status, err } = await run(expecting, ...args);
  expect(status).toBe(2);
  expect(err).toContain(said);
});

it("SIM-5  a plan without metrics catches nothing, and is told so", async () => {
  const bare = planText({}).replace(/metrics:[\s\S]*?stages:/, "stages:");
  const { status, err } = await run(bare);
  expect(status).toBe(3);
  expect(err).toContain("declares no metrics");
});
