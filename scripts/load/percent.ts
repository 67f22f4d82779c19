import type { Path } from "./diagnostic.ts";
import type { Problem } from "./problem.ts";
import { nameOf } from "./words.ts";

/** A percent from 0 to 100 with at most three decimals: what every store can hold, and every reader can check. */
export function percent(value: number, path: Path, problems: Problem[]): number {
  const rounded = Number(value.toFixed(3));
  if (rounded !== value) {
    const message = `${nameOf(path)} may have at most three decimals, not ${value}: write ${rounded}`;
    problems.push({ path, at: "value", message });
  }
  return rounded;
}
