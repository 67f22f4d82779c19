import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duration } from "luxon";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Question } from "../../scripts/metrics/provider.ts";
import { recordedProvider } from "../../scripts/metrics/recorded.ts";
import { providerConformance, questionOf } from "../conformance/provider.ts";

let root: string;
const files: Readonly<Record<string, string>> = {
  "counts.csv": `time,downloads,errors,late,odd
2026-01-15T08:00:00Z,100,1,,0
2026-01-15T09:00:00Z,200,0,,0
2026-01-15T10:00:00Z,300,2,,1
2026-01-15T11:00:00Z,400.5,3,7,many
`,
  "counts.json": '[{"time":"2026-01-15T11:00:00Z","downloads":5},{"time":"2026-01-15T11:30:00Z","downloads":6}]',
  "broken.csv": "time,downloads\n2026-01-15T11:00:00Z,1,2\n",
  "stale.csv": "time,downloads\n2026-01-15T08:00:00Z,1\n2026-01-15T09:00:00Z,1\n2026-01-15T10:00:00Z,1\n",
  "one.csv": "time,downloads\n2026-01-15T09:00:00Z,1\n",
  "counts.txt": "",
};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "flaghoist-recorded-"));
  await mkdir(join(root, "inside"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, "inside", name), text);
  await writeFile(join(root, "outside.csv"), files["counts.csv"]!);
  await symlink(join(root, "outside.csv"), join(root, "inside", "link.csv"));
});
afterAll(() => rm(root, { recursive: true }));

const open = (file = "counts.csv", retention: Duration | null = null) =>
  recordedProvider({ name: "recorded", file, root: join(root, "inside"), retention });
const ask = (file: string, query: string, length?: string, more?: Partial<Question>) =>
  open(file).ask(questionOf(query, length, more));

providerConformance("recorded", async () => ({
  provider: open(),
  known: { question: questionOf("downloads", "PT3H"), value: 900.5 },
  nothing: questionOf("late", "PT1H", {
    window: { from: questionOf("").window.from.minus({ hours: 2 }), to: questionOf("").window.from },
  }),
  wrong: [
    { question: questionOf("uploads"), reason: "bad-query" },
    { question: questionOf("odd"), reason: "not-a-number" },
    { question: questionOf("downloads", "PT5H"), reason: "coverage" },
  ],
  secrets: [],
}));

it("RECORDED-1  adds up the rows with from <= time < to", async () => {
  const { to } = questionOf("").window;
  const window = { from: to.minus({ hours: 4 }), to: to.minus({ hours: 2 }) };
  expect(await ask("counts.csv", "downloads", undefined, { window })).toEqual({ kind: "number", value: 300 });
  expect(await ask("counts.csv", " errors ", "PT4H")).toEqual({ kind: "number", value: 6 });
  expect(await ask("counts.json", "downloads")).toEqual({ kind: "number", value: 11 });
});

it("RECORDED-2  a count that is missing in some rows is not taken for 0", async () => {
  const why = "counts.csv has late in 1 of 2 rows from 2026-01-15T10:00:00Z to 2026-01-15T12:00:00Z";
  expect(await ask("counts.csv", "late", "PT2H")).toEqual({ kind: "error", reason: "partial", why });
  expect(await ask("counts.csv", "late", "PT2H", { allowPartial: true })).toEqual({ kind: "number", value: 7 });
});

it.each([
  [
    "counts.csv",
    "downloads",
    "PT5H",
    "coverage",
    "counts.csv begins 2026-01-15T08:00:00Z, after the window's start 2026-01-15T07:00:00Z",
  ],
  [
    "stale.csv",
    "downloads",
    "PT4H",
    "coverage",
    "stale.csv ends with 2026-01-15T10:00:00Z, before the window's end 2026-01-15T12:00:00Z",
  ],
  [
    "counts.csv",
    "uploads",
    "PT1H",
    "bad-query",
    'counts.csv has no series "uploads": it has downloads, errors, late, odd',
  ],
  ["counts.csv", "odd", "PT1H", "not-a-number", 'counts.csv, 2026-01-15T11:00:00Z, odd: expected a number, got "many"'],
  ["broken.csv", "downloads", "PT1H", "bad-shape", "broken.csv, line 2: expected 2 cells, got 3"],
  ["none.csv", "downloads", "PT1H", "not-found", "none.csv does not exist: check it"],
  ["counts.txt", "downloads", "PT1H", "config", "counts.txt: a recording is a .csv or .json file"],
  ["../outside.csv", "downloads", "PT1H", "config", "../outside.csv lies outside the repository: move it inside"],
  ["link.csv", "downloads", "PT1H", "config", "link.csv lies outside the repository: move it inside"],
  ["/etc/hosts.csv", "downloads", "PT1H", "not-found", "/etc/hosts.csv does not exist: check it"],
] as const)("RECORDED-3  %s, %s over %s: %s, %s", async (file, query, length, reason, why) => {
  expect(await ask(file, query, length)).toEqual({ kind: "error", reason, why });
});

it("RECORDED-4  no row in the window is no data; a single row's length is not known, so it is believed", async () => {
  const why = "one.csv has no row from 2026-01-15T11:00:00Z to 2026-01-15T12:00:00Z";
  expect(await ask("one.csv", "downloads")).toEqual({ kind: "no-data", why });
  expect(await ask("one.csv", "downloads", "PT3H")).toEqual({ kind: "number", value: 1 });
});

it("RECORDED-5  a retention in the settings is believed, and the file not asked", async () => {
  const answer = await open("none.csv", Duration.fromISO("P1D")).ask(questionOf("downloads", "P7D"));
  expect(answer).toMatchObject({ reason: "coverage", why: expect.stringContaining("1 d of 7 d covered") });
});

it("RECORDED-6  is read once", async () => {
  await writeFile(join(root, "inside", "once.csv"), files["counts.csv"]!);
  const provider = open("once.csv");
  const first = await provider.ask(questionOf("downloads"));
  await rm(join(root, "inside", "once.csv"));
  expect(await provider.ask(questionOf("downloads"))).toEqual(first);
});
