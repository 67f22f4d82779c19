import { join } from "node:path";
import { expect, it } from "vitest";
import { ailments } from "../../scripts/commands/doctor/examine.ts";
import { ownRulesets } from "../../scripts/commands/setup/read.ts";
import { appPermissions } from "../../scripts/commands/setup/render.ts";
import type { SetUpFacts } from "../../scripts/forge/github/set-up.ts";

const rulesets = await ownRulesets({ root: join(import.meta.dirname, "../..") });
const secrets = { "flag-gate": ["TOKEN"], "flag-sync": [], "flag-monitor": [] };
const untold = { kind: "untold", why: "not asked" } as const;
const told = <T>(value: T) => ({ kind: "told", value }) as const;
const nothing: SetUpFacts = {
  ...{
    repository: untold,
    workflowToken: untold,
    rulesets: untold,
    branchRules: untold,
    environments: untold,
    secrets: untold,
  },
  ...{ codeowners: untold, workflows: untold, variables: untold, apps: untold },
};

interface Over {
  readonly method?: "merge" | "squash" | "rebase";
  readonly basic?: boolean;
}

/** What is wrong, where GitHub told only this. */
const wrong = (facts: Partial<SetUpFacts>, { method = "squash", basic = false }: Over = {}) =>
  ailments({ ...nothing, ...facts }, { branch: "main", basic, secrets, rulesets, method }).flatMap(
    ({ state, about, what }) => (state === "wrong" ? [`${about}: ${what}`] : []),
  );

it("DOCTOR-8  rules that forbid the method of the settings are told, whatever GitHub tells", () => {
  const said = (method: string, file: string) =>
    `rulesets: merge.method is ${method}, which .github/rulesets/${file} forbids`;
  expect(wrong({})).toEqual([]);
  expect(wrong({}, { method: "rebase" })).toEqual([said("rebase", "2-review.json")]);
  expect(wrong({}, { method: "merge" })).toEqual([said("merge", "1-integrity.json"), said("merge", "2-review.json")]);
});

it.each([
  ["required_signatures", "a rule wants signed commits, and GitHub then squashes a pull request for its author alone"],
  ["merge_queue", "a rule wants a merge queue, which waits for checks on merges of its own"],
])("DOCTOR-13  a rule with which nothing would be merged is told, whoever made it: %s", (rule, said) => {
  expect(wrong({ branchRules: told(["deletion", rule]) })).toEqual([expect.stringContaining(said)]);
  expect(wrong({ branchRules: told(["deletion", "update"]) })).toEqual([]);
});

const environment = (branches: readonly string[] | null) => {
  const has = told(["FLAGHOIST_PRIVATE_KEY", "TOKEN"]);
  const names = ["flag-gate", "flag-sync", "flag-monitor"];
  return {
    environments: told(
      names.map((name) => ({ name, secrets: has, branches: told(name === "flag-gate" ? branches : ["main"]) })),
    ),
  };
};
const repository = { defaultBranch: "main", mergeMethods: ["squash"] as const, autoMerge: false };
const app = { id: 777, clientId: null, suspended: false, granted: new Map(Object.entries(appPermissions)) };
const variables = told(
  new Map([
    ["FLAGHOIST_APP_ID", "777"],
    ["FLAGHOIST_CLIENT_ID", "Iv1.x"],
  ]),
);

it.each<[string, Partial<SetUpFacts>, readonly string[]]>([
  ["an environment for main alone", environment(["main"]), []],
  ["one for more", environment(["main", "release/*"]), ["environments: flag-gate is open to main, release/*"]],
  ["one for another branch", environment(["next"]), ["environments: flag-gate is open to next"]],
  ["one for none", environment([]), ["environments: flag-gate is open to no branch"]],
  [
    "one for all that are protected",
    environment(["protected branches"]),
    ["environments: flag-gate is open to protected branches"],
  ],
  ["main is the default branch", { repository: told(repository) }, []],
  [
    "another branch is",
    { repository: told({ ...repository, defaultBranch: "next" }) },
    ["repository: the default branch is next, not main"],
  ],
  [
    "lines of CODEOWNERS that do not count",
    { codeowners: told([".github/CODEOWNERS:3: Unknown owner"]) },
    ["CODEOWNERS: .github/CODEOWNERS:3: Unknown owner"],
  ],
  ["an App as it must be", { variables, apps: told([app]) }, []],
  ["one that is suspended", { variables, apps: told([{ ...app, suspended: true }]) }, ["App: App 777 is suspended"]],
  [
    "one that was granted more than is asked for",
    {
      variables,
      apps: told([{ ...app, granted: new Map([...app.granted, ["members", "write"]]) }]),
    },
    [],
  ],
  [
    "the check is anybody's, and which App is ours is not told",
    {
      rulesets: told(rulesets.map(({ value }) => JSON.parse(JSON.stringify(value).replaceAll("424242", "15368")))),
    },
    rulesets
      .slice(1)
      .map(
        ({ name }) =>
          `rulesets: "${name}": the App is github-actions, whose checks anybody with write access can write`,
      ),
  ],
])("DOCTOR-9  of facts alone: %s", (_, facts, expected) => {
  expect(wrong(facts)).toEqual(expected);
});
