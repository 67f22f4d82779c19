import { type Judged, type LookRule, promoteRules, revertRules } from "../../scripts/statistics/look-rules.ts";
import { seeded } from "../../scripts/statistics/random.ts";
import { simulate } from "../../scripts/statistics/simulate.ts";

/** An objective of 1 %, 60 requests an hour, a look every hour for a week, at least 200 samples for rules that need some. */
export const judged: Judged = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1, minSamples: 200 };
export const week = { perLook: 60, looks: 168, retries: 1 };
export const trueRates = [0.003, 0.005, 0.008, 0.01, 0.015, 0.02, 0.03, 0.05] as const;
export const published = { runs: 4000, seed: 20250312 };

const strict = revertRules({ ...judged, alpha: 0.01 })[0]!;
const [own, ...naive] = revertRules(judged);

export interface Table {
  readonly title: string;
  readonly rules: readonly LookRule[];
}

/** The published tables: who reverts, and who promotes, how often and when. */
export const tables: readonly Table[] = [
  {
    title: "reverted",
    rules: [{ ...own!, name: "e-value, alpha 0.05" }, { ...strict, name: "e-value, alpha 0.01" }, ...naive],
  },
  { title: "promoted", rules: promoteRules(judged) },
];

/** One row a true rate, as the documentation has it: `| 0.8 % | 0.2 % (44 h) | ...`. */
export function rowOf({ rules }: Table, rate: number, { runs, seed }: typeof published): string {
  const tallies = simulate({ ...week, rate }, rules, runs, seeded(seed));
  const cells = tallies.map(({ fired, medianLook }) => {
    const share = `${(100 * fired).toFixed(1)} %`;
    return fired === 0 ? share : `${share} (${medianLook} h)`;
  });
  return `| ${[`${Number((100 * rate).toPrecision(3))} %`, ...cells].join(" | ")} |`;
}

export function headOf({ rules }: Table): readonly string[] {
  return [
    `| ${["true rate", ...rules.map(({ name }) => name)].join(" | ")} |`,
    `|${" --- |".repeat(rules.length + 1)}`,
  ];
}
