import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rulesState } from "../../../scripts/workflows/upkeep/rules.ts";

const folder = join(import.meta.dirname, "../../../.github/rulesets");
const files = readdirSync(folder).map((name) => ({ path: name, text: readFileSync(join(folder, name), "utf8") }));
type Found = Readonly<Record<string, unknown>>;
/** As GitHub has them for an App with this number. */
const found = (app: number): readonly Found[] =>
  files.map(({ text }, id) => ({ id, ...JSON.parse(text.replaceAll("424242", String(app))) }));
const unseen = (all: readonly Found[]) => all.map(({ bypass_actors: _, ...open }) => open);
const differences = (state: ReturnType<typeof rulesState>) => (state.kind === "drift" ? state.differences : state.kind);

it("RULES-1  rules that are as the files say, for our App", () => {
  expect(rulesState(files, found(777), 777)).toEqual({ kind: "same", unseen: false });
});

it("RULES-2  who may bypass them is not compared where it is not told, and that is said", () => {
  expect(rulesState(files, unseen(found(777)), 777)).toEqual({ kind: "same", unseen: true });
  const [first, ...others] = found(777);
  const open = [
    { ...first, bypass_actors: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }] },
    ...others,
  ];
  expect(differences(rulesState(files, open, 777))).toEqual([
    '"flaghoist: integrity of main (no bypass)": bypass_actors[RepositoryRole] is not in the file',
  ]);
});

it("RULES-3  another App's check does not pass for ours", () => {
  expect(differences(rulesState(files, unseen(found(778)), 777))).toEqual([
    '"flaghoist: main changes by reviewed pull requests": the App is 778, not 777, which is ours',
  ]);
});

it.each<[string, (all: readonly Found[]) => readonly Found[], string]>([
  ["one is gone", (all) => all.slice(1), 'there is no ruleset "flaghoist: integrity of main (no bypass)"'],
  [
    "one is switched off",
    ([first, ...all]) => [{ ...first, enforcement: "disabled" }, ...all],
    'enforcement is "disabled", not "active"',
  ],
  [
    "one is for another branch",
    ([first, ...all]) => [{ ...first, conditions: { ref_name: { include: ["x"], exclude: [] } } }, ...all],
    "conditions.ref_name.include",
  ],
  [
    "a rule is gone",
    ([first, ...all]) => [{ ...first, rules: (first!.rules as unknown[]).slice(1) }, ...all],
    "rules[deletion] is missing",
  ],
])("RULES-4  %s", (_, change, said) => {
  expect(differences(rulesState(files, change(found(777)), 777)).toString()).toContain(said);
});

it("RULES-5  a file that is no ruleset is a difference, and no files are nothing to compare with", () => {
  expect(differences(rulesState([{ path: "a.json", text: "{" }], [], 777)).toString()).toContain("a.json is no JSON");
  expect(rulesState([], found(777), 777)).toEqual({ kind: "no-files" });
});

it("RULES-6  without an App only what makes sense without one is asked for", () => {
  const plain = found(777)
    .slice(0, 2)
    .map((one) => ({ ...JSON.parse(JSON.stringify(one).replaceAll(',"integration_id":777', "")), bypass_actors: [] }));
  expect(rulesState(files, plain, null)).toEqual({ kind: "same", unseen: false });
});

it("RULES-7  a second App beside ours is seen, wherever it stands in the list", () => {
  const other = { actor_id: 999, actor_type: "Integration", bypass_mode: "always" };
  for (const place of ["before", "after"]) {
    const all = found(777).map((one) => {
      const actors = one.bypass_actors as readonly unknown[];
      return { ...one, bypass_actors: place === "before" ? [other, ...actors] : [...actors, other] };
    });
    const said = differences(rulesState(files, all, 777)).toString();
    expect(said.match(/bypass_actors\[Integration\] is not in the file/g)).toHaveLength(4);
  }
});
