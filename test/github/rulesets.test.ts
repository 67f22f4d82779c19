import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Ruleset } from "./emulator/rules/ruleset.ts";
import { githubContract } from "./openapi/contract.ts";

const folder = join(import.meta.dirname, "../../.github/rulesets");
const files = readdirSync(folder);
const read = (file: string): Ruleset => JSON.parse(readFileSync(join(folder, file), "utf8"));

/** What GitHub would answer for it, which has every property a ruleset may be made with. */
function problems(ruleset: unknown): readonly string[] {
  const shown = { id: 1, source: "example-org/benefits", ...(ruleset as object) };
  return githubContract().response("repos/get-repo-ruleset", 200, shown);
}

describe.each(files)("%s", (file) => {
  it("RULESET-1  is a ruleset as GitHub describes one", () => {
    expect(problems(read(file))).toEqual([]);
  });

  it("RULESET-2  names the App by its placeholder wherever it names one", () => {
    const numbers = [...readFileSync(join(folder, file), "utf8").matchAll(/"(?:actor_id|integration_id)": (\d+)/g)];
    for (const [, number] of numbers) expect(["424242", "15368", "2", "5"]).toContain(number);
  });
});

it("RULESET-3  a misspelt parameter, a rule or an enforcement there is not are refused", () => {
  const text = readFileSync(join(folder, "2-review.json"), "utf8");
  for (const [right, wrong] of [
    ["require_code_owner_review", "require_codeowner_review"],
    ['"type": "pull_request"', '"type": "pull_requests"'],
    ['"active"', '"on"'],
  ] as const) {
    expect(problems(JSON.parse(text.replace(right, wrong)))).not.toEqual([]);
  }
});

it("RULESET-4  nobody bypasses the integrity of main, and people only by a pull request", () => {
  expect(files.length).toBe(4);
  expect(read("1-integrity.json").bypass_actors).toEqual([]);
  const people = files
    .flatMap((file) => read(file).bypass_actors ?? [])
    .filter((one) => one.actor_type !== "Integration");
  // Maintain and admin, each by itself: GitHub does not say that who administers counts as who maintains.
  const role = { actor_type: "RepositoryRole", bypass_mode: "pull_request" };
  expect(people).toEqual([
    { actor_id: 2, ...role },
    { actor_id: 5, ...role },
  ]);
});

it("RULESET-5  every required check is bound to an App, and a job or the gate writes it", () => {
  const required = read("2-review.json").rules.flatMap((rule) =>
    rule.type === "required_status_checks" ? rule.parameters.required_status_checks : [],
  );
  expect(required).toEqual([
    { context: "flag-gate", integration_id: 424_242 },
    { context: "ci", integration_id: 15_368 },
  ]);
  const ci = parse(readFileSync(join(folder, "../workflows/ci.yml"), "utf8"));
  expect(ci.jobs.ci.name).toBe("ci");
});

it("RULESET-6  no rule wants what GitHub gives no App that merges what people wrote: a signature", () => {
  expect(files.flatMap((file) => read(file).rules).filter(({ type }) => type === "required_signatures")).toEqual([]);
});
