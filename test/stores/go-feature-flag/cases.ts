import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";

/** One question to the evaluation module, whose answer is recorded in module.facts.json. */
export interface Case {
  readonly flag: Readonly<Record<string, unknown>>;
  readonly caller: string | null;
  readonly key?: string;
}

const variations = { off: false, on: true };
const byDefault = { defaultRule: { variation: "off" } };
const naming = (ids: unknown) => JSON.stringify({ in: [{ var: "targetingKey" }, ids] });
const rule = (query: string, more: object = { variation: "on" }) => ({ name: "actors", query, ...more });
const targeting = (...rules: readonly unknown[]) => ({ variations, targeting: rules, ...byDefault });
const share = (on: number, off: number) => ({ variations, defaultRule: { percentage: { on, off } } });
const many = (length: number) => naming(Array.from({ length }, (_, index) => `u${index}`));
const quotes = 'o\'neil "x"\\';
const past = { start: "2020-01-01T00:00:00Z", end: "2020-01-02T00:00:00Z" };
const moving = {
  initial: { variation: "off", percentage: 0, date: past.start },
  end: { variation: "on", percentage: 100, date: past.end },
};

/** What a document can hold that matters to who sees a flag, and the traps among it. */
export const cases: Readonly<Record<string, Case>> = {
  "a default of on, nobody asking": { flag: { variations, defaultRule: { variation: "on" } }, caller: null },
  "a default of off": { flag: { variations, ...byDefault }, caller: "a" },
  "a value that is an object": {
    flag: { variations: { on: { a: [1] }, off: {} }, defaultRule: { variation: "on" } },
    caller: null,
  },
  "a percentage without an id": { flag: share(10, 90), caller: null },
  "a percentage with an empty id": { flag: share(10, 90), caller: "" },
  "100 % as a percentage, without an id": { flag: share(100, 0), caller: null },
  "100 % as a percentage": { flag: share(100, 0), caller: "x" },
  "0 % as a percentage": { flag: share(0, 100), caller: "x" },
  "no weights at all": { flag: share(0, 0), caller: "x" },
  "weights that add up to 60: the modulus is another": { flag: share(10, 50), caller: "User;5" },
  "weights that add up to 200": { flag: share(100, 100), caller: "User;5" },
  "only one weight": { flag: { variations, defaultRule: { percentage: { on: 10 } } }, caller: "x" },
  "a named actor": { flag: targeting(rule(naming(["a"]))), caller: "a" },
  "a stranger": { flag: targeting(rule(naming(["a"]))), caller: "b" },
  "nobody, where actors are named": { flag: targeting(rule(naming(["a"]))), caller: null },
  "nobody, where the empty id is named": { flag: targeting(rule(naming(["a", ""]))), caller: null },
  "nobody, where actors are named beside a percentage": {
    flag: { ...share(10, 90), targeting: [rule(naming(["a"]))] },
    caller: null,
  },
  "an empty list": { flag: targeting(rule(naming([]))), caller: "a" },
  "a second list": { flag: targeting(rule(naming(["a"])), rule(naming(["b"]))), caller: "b" },
  "quotes and backslashes in JsonLogic": { flag: targeting(rule(naming([quotes]))), caller: quotes },
  "quotes in the text language": {
    flag: targeting(rule(`targetingKey in [${JSON.stringify(quotes)}]`)),
    caller: quotes,
  },
  "an id that looks like a query": { flag: targeting(rule(naming(['{"var":"targetingKey"}']))), caller: "x" },
  "an id beyond ASCII": { flag: targeting(rule(naming(["用户🙂", "__proto__"]))), caller: "用户🙂" },
  "a text in the list's place matches its parts": { flag: targeting(rule(naming("abc"))), caller: "b" },
  "a list of 1,000": { flag: targeting(rule(many(1000))), caller: "u999" },
  "a list of 1,001": { flag: targeting(rule(many(1001))), caller: "u999" },
  "a list of 1,001, for a stranger": { flag: targeting(rule(many(1001))), caller: "stranger" },
  "a list of 1,001 after a match": { flag: targeting(rule(naming(["a"])), rule(many(1001))), caller: "a" },
  "a rule without a query": { flag: targeting({ name: "all", variation: "on" }), caller: "b" },
  "a rule that is disabled": { flag: targeting(rule(naming(["a"]), { variation: "on", disable: true })), caller: "a" },
  "a disabled rule with a percentage still wants an id": {
    flag: targeting(rule(naming(["a"]), { percentage: { on: 10, off: 90 }, disable: true })),
    caller: null,
  },
  "a rule with a percentage": {
    flag: targeting(rule(naming(["a"]), { percentage: { on: 100, off: 0 } })),
    caller: "a",
  },
  "a flag that is disabled": { flag: { ...targeting(rule(naming(["a"]))), disable: true }, caller: "a" },
  "a disabled flag with a percentage, without an id": { flag: { ...share(10, 90), disable: true }, caller: null },
  "no default": { flag: { variations }, caller: "a" },
  "an empty default": { flag: { variations, defaultRule: {} }, caller: "a" },
  "both a variation and a percentage": {
    flag: { variations, defaultRule: { variation: "off", percentage: { on: 100, off: 0 } } },
    caller: "a",
  },
  "a version that is a number": { flag: { ...targeting(), version: 1 }, caller: "a" },
  "an unknown key beside": { flag: { ...targeting(), unknownKey: 1 }, caller: "a" },
  "an experimentation that is over": { flag: { ...targeting(), experimentation: past }, caller: "a" },
  "a scheduled rollout whose time has come": {
    flag: { ...targeting(), scheduledRollout: [{ date: past.start, defaultRule: { variation: "on" } }] },
    caller: "a",
  },
  "a progressive rollout that has ended": {
    flag: { variations, defaultRule: { progressiveRollout: moving } },
    caller: "a",
  },
  "a null among the rules": { flag: targeting(null), caller: "a" },
  "a share that is null": { flag: { variations, defaultRule: { percentage: { on: null, off: 100 } } }, caller: "a" },
  "a percentage that is null, nobody asking": {
    flag: { variations, defaultRule: { variation: "on", percentage: null } },
    caller: null,
  },
  "an experimentation with a date alone": {
    flag: { ...targeting(), experimentation: { start: "2020-01-01" } },
    caller: "a",
  },
  "a schedule with no instant": { flag: { ...targeting(), scheduledRollout: [{ date: "soon" }] }, caller: "a" },
  "a schedule whose rule is none": {
    flag: { ...targeting(), scheduledRollout: [{ date: past.start, targeting: [{ query: 1 }] }] },
    caller: "a",
  },
  "a progressive rollout whose percentage is a text": {
    flag: { variations, defaultRule: { progressiveRollout: { ...moving, initial: { percentage: "0" } } } },
    caller: "a",
  },
  "another bucketing key": { flag: { ...share(10, 90), bucketingKey: "team" }, caller: "a" },
};

const named = ["User;7", "User;42", "User;4242"];

/** The seed's ladder, from nobody to everyone. */
export const ladder = {
  planned: nobody,
  uat: exposure(named, 0),
  canary: exposure(named, 10),
  half: exposure(named, 50),
  full: everyone,
} as const;

export const people: readonly string[] = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);

/** For every bucket an id that falls into it, so that each percent can be tried at its threshold. */
export function onePerBucket(bucketOf: (id: string) => number): readonly string[] {
  const ids = new Map<number, string>();
  for (let number = 0; ids.size < 100_000; number += 1) {
    const bucket = bucketOf(`u${number}`);
    if (!ids.has(bucket)) ids.set(bucket, `u${number}`);
  }
  return Array.from({ length: 100_000 }, (_, bucket) => ids.get(bucket)!);
}
