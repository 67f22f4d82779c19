import { expect, it } from "vitest";
import type { Forge, Issue } from "../../scripts/forge/forge.ts";
import type { Upkeep } from "../../scripts/forge/upkeep.ts";
import { keepUp, type Watch } from "../../scripts/workflows/upkeep.ts";
import { type Town, town } from "./town.ts";

const watch: Watch = { workflows: ["flag-gate.yml", "flag-sync.yml"], rules: true };

/** A forge on which both workflows are switched off, and there is no rule. */
const upkeep: Upkeep = {
  app: 777,
  workflows: async (files) => ({
    kind: "told",
    value: files.map((file) => ({ file, state: "disabled_manually", createdAt: here.at, lastSuccess: null })),
  }),
  rulesets: async () => ({ kind: "told", value: [] }),
};

let here: Town;

/** What keeping up came to: titles of issues raised, how often each was asked for, and what failed. */
async function kept(over: Partial<Forge & Upkeep> = {}) {
  here = await town({});
  const raised: string[] = [];
  const raiseIssue: Forge["raiseIssue"] = async ({ label, key, title }) => {
    raised.push(title);
    return { number: raised.length, label, key, title, url: "" };
  };
  here.repository.commit({
    ".github/workflows/flag-gate.yml": 'cron: "7 * * * *"\n',
    ".github/workflows/flag-sync.yml": 'cron: "7 * * * *"\n',
    ".github/rulesets/a.json": '{ "name": "a" }',
  });
  const ports = here.ports({ raiseIssue, issues: async () => [], ...over });
  const { failed } = await keepUp(ports, { ...upkeep, ...over }, watch);
  return { raised, failed };
}

const broken = async () => {
  throw new Error("out of order");
};

it("UPKEEP-PASS-1  everything that is not well is told", async () => {
  expect(await kept()).toEqual({
    raised: [
      "flag-gate is switched off",
      "flag-sync is switched off",
      "The rules of branches are not as .github/rulesets says",
    ],
    failed: [],
  });
});

it("UPKEEP-PASS-2  whatever breaks is said, stops nothing else, and never throws", async () => {
  expect(await kept({ workflows: broken })).toEqual({
    raised: ["The rules of branches are not as .github/rulesets says"],
    failed: ["looking at workflows: out of order"],
  });
  const { raised, failed } = await kept({ rulesets: broken });
  expect([raised.length, failed]).toEqual([2, ["looking at the rules of branches: out of order"]]);
  expect(await kept({ issues: broken })).toEqual({ raised: [], failed: ["reading issues: out of order"] });
  expect(await kept({ raiseIssue: broken })).toEqual({
    raised: [],
    failed: Array(3).fill("keeping an issue: out of order"),
  });
});

it("UPKEEP-PASS-3  what is well closes its own issue and no other", async () => {
  const open = ["flag-gate.yml", "flag-sync.yml", "flag-monitor.yml"].map((name, number): Issue => {
    return { number, label: "", key: `.github/workflows/${name}`, title: "", url: "" };
  });
  const closed: number[] = [];
  const well: Upkeep["workflows"] = async (files) => ({
    kind: "told",
    value: files.map((file) => ({ file, state: "active", createdAt: here.at, lastSuccess: here.at })),
  });
  await kept({
    issues: async () => open,
    closeIssue: async (number) => void closed.push(number),
    workflows: well,
  });
  expect(closed).toEqual([0, 1]);
});

it("UPKEEP-PASS-4  a passing trouble neither opens nor closes anything; a refusal is told", async () => {
  const unreachable: Upkeep["workflows"] = async () => ({ kind: "unreachable", why: "502" });
  const refused: Upkeep["workflows"] = async () => ({ kind: "refused", why: "the token needs actions=read" });
  const rulesets: Upkeep["rulesets"] = async () => ({ kind: "unreachable", why: "502" });
  expect((await kept({ rulesets, workflows: unreachable })).raised).toEqual([]);
  expect((await kept({ rulesets, workflows: refused })).raised).toEqual([
    "flag-gate is not watched",
    "flag-sync is not watched",
  ]);
});
