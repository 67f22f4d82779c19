import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import { type TestRepository, temporaryFolder, testRepository } from "../support/repository.ts";
import { planText } from "../workflows/town.ts";
import { recorder } from "./streams.ts";

const settings = `environments:
  production: { stores: [{ kind: flagd, file: runtime/flags.json }] }
providers: { numbers: { kind: prometheus, url: "https://prometheus.example.org", token: NUMBERS_TOKEN } }
disciplines: { product: ["@rlindqvist"] }
`;

function repository(): TestRepository {
  const here = testRepository();
  here.commit({ ".github/flaghoist.yaml": settings, "flags/download.yaml": planText({}) });
  return here;
}

async function run(root: string, ...args: readonly string[]) {
  const { streams, out, err } = recorder(root);
  const status = await main(args, streams);
  return { status, said: `${out()}${err()}` };
}

const snapshot = (here: TestRepository) =>
  `${here.git("status", "--short", "--untracked-files=all")}\n${here.git("for-each-ref")}`;

type Case = readonly [
  name: string,
  spoil: (here: TestRepository) => void,
  command: readonly string[],
  status: number,
  said: readonly (string | RegExp)[],
];

const plan = (text: string) => (here: TestRepository) => here.write({ "flags/download.yaml": text });
const good = planText({});

const files: readonly Case[] = [
  ["malformed YAML", plan("title: [a"), ["validate"], 1, [/flags\/download\.yaml:\d+:\d+/]],
  ["a file of 50 MB", plan(`title: ${"x".repeat(50 * 1024 * 1024)}`), ["validate"], 1, ["262,144"]],
  [
    "an alias bomb",
    plan(`a: &a [${"x,".repeat(10)}]\nb: &b [${"*a,".repeat(50)}]\nc: [${"*b,".repeat(50)}]\n`),
    ["validate"],
    1,
    [/alias/],
  ],
  ["an unknown key", plan(good.replace("owner:", "ownr:")), ["validate"], 1, ["did you mean `owner`?"]],
  ["a wrong type", plan(good.replace("title: Download", "title: [1]")), ["validate"], 1, ["title"]],
  [
    "30 February",
    plan(good.replace("soak: P1D, results", "window: { opens: 2025-02-30 }, soak: P1D, results")),
    ["validate"],
    1,
    ["2025-02-30"],
  ],
  [
    "a time skipped by daylight saving",
    plan(good.replace("soak: P1D, results", "window: { opens: 2025-03-09T02:30 }, soak: P1D, results")),
    ["validate"],
    1,
    ["2025-03-09", /daylight|clock|exist/],
  ],
  [
    "an unknown time zone",
    plan(good.replace("America/New_York", "America/New_Yrok")),
    ["validate"],
    1,
    ["America/New_York"],
  ],
  ["a percent of 100.5", plan(good.replace("percent: 100 ", "percent: 100.5 ")), ["validate"], 1, ["100.5"]],
  ['a percent of "10%"', plan(good.replace("percent: 10 ", 'percent: "10%" ')), ["validate"], 1, ["10%"]],
  ["a stage named planned", plan(good.replace("name: canary", "name: planned")), ["validate"], 1, ["planned"]],
  ["an empty file", plan(""), ["validate"], 1, ["flags/download.yaml:1:1"]],
  [
    "a file that is not UTF-8",
    (here) => writeFileSync(join(here.root, "flags/download.yaml"), Buffer.from([0x74, 0xff, 0xfe])),
    ["validate"],
    1,
    ["UTF-8"],
  ],
  [
    "a directory named x.yaml",
    (here) => mkdirSync(join(here.root, "flags/x.yaml")),
    ["validate"],
    1,
    ["flags/x.yaml", /director|folder/],
  ],
  [
    "a symbolic link out of the repository",
    (here) => symlinkSync("/etc/passwd", join(here.root, "flags/x.yaml")),
    ["validate"],
    1,
    ["flags/x.yaml", "symbolic link"],
  ],
];

const repositories: readonly Case[] = [
  [
    "a missing settings file",
    (here) => here.commit({ ".github/flaghoist.yaml": null }),
    ["status"],
    3,
    [".github/flaghoist.yaml", "flaghoist new --settings"],
  ],
  ["a base that does not exist", () => {}, ["check", "--base", "mian"], 3, ["mian", /fetch|did you mean/]],
  [
    "a base with another history",
    (here) => {
      here.git("checkout", "--quiet", "--orphan", "other");
      here.commit({ ".github/flaghoist.yaml": settings });
      here.git("checkout", "--quiet", "main");
    },
    ["check", "--base", "other", "--head", "main"],
    3,
    ["share no history"],
  ],
  [
    "a store file that is not JSON",
    (here) => here.write({ "runtime/flags.json": '{"flags": {' }),
    ["drift"],
    3,
    ["runtime/flags.json"],
  ],
  [
    "a store file cut in half, on a sync",
    (here) => here.write({ "runtime/flags.json": '{"flags": {"download": {"sta' }),
    ["sync"],
    3,
    ["runtime/flags.json"],
  ],
  ["a plan that does not exist", () => {}, ["promote", "donwload"], 2, ['did you mean "download"?']],
];

describe("BAD-1  bad input gets one clear message with a place and a way out, the exit status, and nothing is written", () => {
  it.each([...files, ...repositories])("%s", async (_, spoil, command, status, said) => {
    const here = repository();
    spoil(here);
    const before = snapshot(here);
    const ran = await run(here.root, ...command);
    for (const words of said) expect(ran.said).toMatch(words);
    expect(ran.status).toBe(status);
    expect(snapshot(here)).toBe(before);
    expect(ran.said).not.toMatch(/\n {4}at |node:internal/);
  });
});

it("BAD-2  a shallow clone without the base commit is told how to fetch it", async () => {
  const here = repository();
  here.git("checkout", "--quiet", "-b", "promote/x");
  here.commit({ "flags/download.yaml": planText({ standing: "testers" }) });
  const clone = join(temporaryFolder(), "clone");
  execFileSync("git", ["clone", "--quiet", "--depth=1", "--branch=promote/x", `file://${here.root}`, clone]);
  const ran = await run(clone, "check", "--base", here.git("rev-parse", "main"));
  expect(ran.status).toBe(3);
  expect(ran.said).toMatch(/git fetch/);
});

it("BAD-3  an unset token is named, and its plan cannot be told", async () => {
  const here = repository();
  here.commit({ "flags/download.yaml": planText({ standing: "canary" }) }, { at: "2025-03-12T14:00:00Z" });
  here.commit(
    { "flags/download.yaml": planText({ standing: "full", results: "3" }) },
    { on: "promote/full", from: "main" },
  );
  const ran = await run(here.root, "check", "--head", "promote/full", "--now", "2025-03-14T15:00:00Z", "--json");
  expect(ran.status).toBe(3);
  const { promotions } = JSON.parse(ran.said);
  expect(JSON.stringify(promotions)).toContain("NUMBERS_TOKEN");
});

it("BAD-4  an interrupted write leaves the old file or the new one", async () => {
  const here = repository();
  const before = readFileSync(join(here.root, "flags/download.yaml"), "utf8");
  const { status } = await run(here.root, "promote", "download");
  expect(status).toBe(0);
  const after = readFileSync(join(here.root, "flags/download.yaml"), "utf8");
  expect(after).toBe(before.replace("standing: planned", "standing: testers"));
  expect(here.git("status", "--short")).toBe("M flags/download.yaml");
});
