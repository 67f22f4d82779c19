import { cohortNamed } from "../cohort/cohorts.ts";
import { type Expected, sampleOf } from "../cohort/sample.ts";
import type { Exposure } from "../flag/exposure.ts";
import type { Store } from "../stores/store.ts";
import { reasonOf } from "./careful.ts";

/** One flag as main wants it and the store says it holds it. */
export interface Question {
  readonly key: string;
  readonly exposure: Exposure;
  /** The hash that selects its percentage. */
  readonly cohort: string;
}

/**
 * Whether a store really serves what it says it holds, by asking its own evaluation about people predicted in and
 * predicted out. By flag key, what speaks against it; flags that agree are not in the answer. A store that cannot be
 * asked, or about none of the callers, is taken at its word: what was written was read back.
 */
export async function confirm(store: Store, questions: readonly Question[]): Promise<ReadonlyMap<string, string>> {
  if (store.evaluate === undefined || questions.length === 0) return new Map();
  const samples = new Map(questions.map((question) => [question.key, sampleFor(question)]));
  const callers = new Map([...samples].map(([key, sample]) => [key, sample.map(({ caller }) => caller)]));
  try {
    const answers = await store.evaluate(callers);
    return new Map(
      questions.flatMap(({ key, exposure }) => {
        const answer = answers.get(key) ?? { kind: "unknown", why: "no answer" };
        const sample = samples.get(key)!;
        const why =
          answer.kind === "unknown"
            ? `whether it is served cannot be told: ${answer.why}`
            : difference(sample, answer.on, exposure);
        return why === null ? [] : [[key, why] as const];
      }),
    );
  } catch (thrown) {
    const why = `${store.name} broke while it was asked who sees it: ${reasonOf(thrown)}`;
    return new Map(questions.map(({ key }) => [key, why]));
  }
}

/** Where the hash is not known here, only those are asked about whom no percentage decides. */
function sampleFor({ key, exposure, cohort }: Question): readonly Expected[] {
  const hash = cohortNamed(cohort);
  if (hash !== null) return sampleOf(hash, key, exposure);
  return [{ caller: null, on: exposure.percent === 100 }];
}

/** How many are answered otherwise than predicted, and of which kind; never who. */
function difference(sample: readonly Expected[], on: readonly (boolean | null)[], { actors }: Exposure): string | null {
  const asked = sample.flatMap((one, index) => (on[index] === null ? [] : [{ ...one, found: on[index] }]));
  const wrong = asked.filter(({ on: expected, found }) => found !== expected);
  if (wrong.length === 0) return null;
  const kinds = new Map<string, number>();
  for (const { caller, on: expected } of wrong) {
    const who = caller === null ? "a caller without an id" : actors.includes(caller) ? "named actors" : "made-up ids";
    const kind = `${who} predicted ${expected ? "in" : "out"}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const list = [...kinds].map(([kind, count]) => `${count} of ${kind}`).join(", ");
  return `its evaluation answers ${wrong.length} of ${asked.length} callers otherwise than predicted (${list})`;
}
