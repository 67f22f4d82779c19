import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { goffFnv1a } from "../../../scripts/cohort/goff.ts";
import { encode } from "../../../scripts/stores/go-feature-flag/encode.ts";
import { evaluateFlag } from "../../../scripts/stores/go-feature-flag/evaluate.ts";
import { cases, ladder, onePerBucket, people } from "./cases.ts";

interface Answer {
  readonly value: unknown;
  readonly variation: string;
  readonly reason: string;
  readonly errorCode: string;
}

const facts: {
  readonly source: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly key: string;
  readonly stages: Readonly<Record<string, { flag: object; on: number; digest: string; keyless: Answer }>>;
  readonly steps: { readonly digest: string; readonly cut: number };
} = JSON.parse(readFileSync(join(import.meta.dirname, "module.facts.json"), "utf8"));

/** What is said not to be known rather than guessed. */
const notEvaluated = [
  "quotes in the text language",
  "a text in the list's place matches its parts",
  "an experimentation that is over",
  "a scheduled rollout whose time has come",
  "a progressive rollout that has ended",
  "another bucketing key",
];

const digest = (bits: readonly boolean[]) =>
  createHash("sha256")
    .update(bits.map((bit) => (bit ? "1" : "0")).join(""))
    .digest("hex")
    .slice(0, 16);

it("GOFF-1  each case has the answer of the evaluation module on record, and nothing else is there", () => {
  expect(Object.keys(facts.answers)).toEqual(Object.keys(cases));
  expect(Object.keys(cases)).toHaveLength(50);
  expect(facts.source).toContain("module 0.2.4");
});

it.each(Object.entries(cases))(
  "GOFF-2  %s: what the module answered, or no answer",
  (name, { key = "f", flag, caller }) => {
    const { value, variation, reason, errorCode } = facts.answers[name]!;
    const served = evaluateFlag(key, flag, caller);
    if (notEvaluated.includes(name)) expect(served).toMatchObject({ kind: "unknown" });
    else if (errorCode !== "") expect(served).toEqual({ kind: "default", code: errorCode });
    else if (reason === "DISABLED") expect(served).toEqual({ kind: "default", code: "DISABLED" });
    else expect(served).toEqual({ kind: "value", variation, value });
  },
);

it.each(Object.entries(ladder))(
  "GOFF-3  the seed at %s: the flag we write is the one the module was asked about, and ten thousand people agree",
  (stage, wanted) => {
    const fact = facts.stages[stage]!;
    const { targeting, ...rest } = encode(wanted, { on: true, off: false });
    const flag = targeting.length === 0 ? rest : { ...rest, targeting };
    expect(flag).toEqual(fact.flag);
    const on = people.map((id) => {
      const served = evaluateFlag(facts.key, flag, id);
      return served.kind === "value" && served.value === true;
    });
    expect(on.filter(Boolean)).toHaveLength(fact.on);
    expect(digest(on)).toBe(fact.digest);
    const keyless = evaluateFlag(facts.key, flag, null);
    const { value, variation, errorCode } = fact.keyless;
    expect(keyless).toEqual(
      errorCode === "" ? { kind: "value", variation, value } : { kind: "default", code: errorCode },
    );
  },
);

it("GOFF-4  each of the 99,999 percents has its threshold where the module has it, 741 of them one bucket lower", () => {
  const ids = onePerBucket((id) => goffFnv1a.bucket("f", id)!);
  const steps = Array.from({ length: 99_999 }, (_, index) => index).flatMap((index) =>
    [ids[index]!, ids[index + 1]!].map((id) => goffFnv1a.selects("f", id, (index + 1) / 1000) === true),
  );
  expect(steps.filter((on, index) => index % 2 === 0 && !on)).toHaveLength(facts.steps.cut);
  expect(facts.steps.cut).toBe(741);
  expect(digest(steps)).toBe(facts.steps.digest);
});
