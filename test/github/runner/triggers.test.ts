import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { minute } from "../desk.ts";
import { workshop } from "./bench.ts";
import { due } from "./cron.ts";
import { matches } from "./patterns.ts";

const on = (text: string, name = "one") =>
  `name: ${name}\non: ${text}\npermissions: {}\njobs: { job: { runs-on: x, steps: [{ run: "true" }] } }\n`;

describe("RUN-8  a workflow is started", () => {
  it.each([
    ["pull_request", "synchronize", true],
    ["pull_request", "edited", false],
    ["pull_request", "labeled", false],
    ["{ pull_request: { types: [edited] } }", "edited", true],
    ["{ pull_request: { types: [edited] } }", "synchronize", false],
    ["{ pull_request: { branches: [main] } }", "synchronize", true],
    ["{ pull_request: { branches: ['release/**'] } }", "synchronize", false],
    ["{ pull_request: { paths: ['flags/**'] } }", "synchronize", true],
    ["{ pull_request: { paths: ['docs/**'] } }", "synchronize", false],
    ["{ pull_request: { paths-ignore: ['flags/**'] } }", "synchronize", false],
    ["[push, pull_request_review]", "submitted", true],
    ["{ pull_request_review: { types: [dismissed] } }", "submitted", false],
    ["{ push: { branches: [main], paths: ['flags/**'] } }", "push to main", true],
    ["{ push: { branches: [main], paths: ['docs/**'] } }", "push to main", false],
    ["{ push: { branches: [other] } }", "push to main", false],
    ["push", "skip ci", false],
    ["[pull_request, pull_request_review]", "conflict", false],
  ])("%s by %s: %s", async (trigger, happening, expected) => {
    const { hands, runner, number } = await workshop({ "one.yml": on(trigger) });
    const by = "rlindqvist";
    const happenings: Readonly<Record<string, () => unknown>> = {
      synchronize: () => hands.push("promote/a", { "flags/a.yaml": "standing: half\n" }, { by }),
      edited: () => hands.edit(number, { title: "Another" }, { by }),
      labeled: () => hands.edit(number, {}, { by }),
      submitted: () => hands.review(number, { by: "tmarsh", state: "APPROVED" }),
      "push to main": () => hands.push("main", { "flags/b.yaml": "standing: planned\n" }, { by }),
      conflict() {
        hands.push("main", { "flags/a.yaml": "standing: planned\n" }, { by });
        runner.waiting.length = 0;
        hands.push("promote/a", { "flags/a.yaml": "standing: half\n" }, { by });
      },
      "skip ci": () => hands.push("main", { "flags/b.yaml": "1\n" }, { by, message: "Note [skip ci]" }),
    };
    happenings[happening]!();
    expect((await runner.settle()).length > 0).toBe(expected);
  });

  it("by its schedule, in its time zone, and not while it is switched off", async () => {
    const { runner, github, hands } = await workshop({
      "one.yml": on(
        "{ schedule: [{ cron: '7,22,37,52 * * * *' }, { cron: '30 9 * * 1', timezone: America/New_York }] }",
      ),
    });
    const times = [];
    for (let at = minute(0); at < minute(360); at = at.plus({ minutes: 1 })) {
      github.clock.set(at);
      if ((at.minute === 22 && at.hour === 8) || at.minute === 30) {
        for (const run of await runner.tick()) times.push(`${at.toFormat("HH:mm")} ${run.event}`);
      }
    }
    expect(times).toEqual(["08:22 schedule", "13:30 schedule"]);
    hands.state.disabledWorkflows.set(".github/workflows/one.yml", "disabled_manually");
    github.clock.set(minute(22));
    expect(await runner.tick()).toEqual([]);
  });

  it("by the end of another, three times in a row at most", async () => {
    const after = (name: string, before: string) =>
      on(`{ workflow_run: { workflows: [${before}], types: [completed] } }`, name);
    const { runner } = await workshop({
      "a.yml": on("workflow_dispatch", "a"),
      ...Object.fromEntries(["ab", "bc", "cd", "de"].map(([before, name]) => [`${name}.yml`, after(name!, before!)])),
    });
    expect((await runner.dispatch("a.yml")).map(({ workflow }) => workflow)).toEqual(["a", "b", "c", "d"]);
  });
});

it("RUN-9  patterns match as GitHub's cheat sheet says", () => {
  const rows: [string[], string, boolean][] = [
    [["*"], "main", true],
    [["*"], "a/b", false],
    [["**"], "a/b", true],
    [["flags/**"], "flags/x/y.yaml", true],
    [["**.js"], "src/a.js", true],
    [["docs/*"], "docs/a/b.md", false],
    [["**/README.md"], "README.md", true],
    [["a?b"], "b", true],
    [["flags/**", "!flags/README.md"], "flags/README.md", false],
    [["!flags/README.md", "flags/**"], "flags/README.md", true],
  ];
  for (const [patterns, text, expected] of rows)
    expect([patterns, text, matches(patterns, text)]).toEqual([patterns, text, expected]);
});

it.each([
  ["*/15 * * * *", "2025-03-10T08:45", true],
  ["*/15 * * * *", "2025-03-10T08:46", false],
  ["0 9-17/4 * * 1-5", "2025-03-10T13:00", true],
  ["0 9-17/4 * * 1-5", "2025-03-09T13:00", false],
  ["0 0 13 * 5", "2025-03-14T00:00", true],
  ["0 0 13 * 5", "2025-03-13T00:00", true],
  ["0 0 13 * 5", "2025-03-12T00:00", false],
])("RUN-10  %s is due at %s: %s", (cron, at, expected) => {
  expect(due({ cron }, DateTime.fromISO(at, { zone: "utc" }))).toBe(expected);
});
