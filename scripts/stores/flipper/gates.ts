import { type Exposure, everyone, exposure } from "../../flag/exposure.ts";
import type { Applied, Running, Variants } from "../../flag/running.ts";

/**
 * One row of Flipper's gates for a flag: what Flipper calls a gate is one way in which a flag may be on.
 * https://www.flippercloud.io/docs/features
 */
export interface GateRow {
  readonly gate: string;
  readonly value: string | null;
}

/** A Flipper flag is on or off; it has no values of its own. */
export const onOff: Variants = { on: true, off: false };

/** The gates that a plan's exposure is written with; the others belong to somebody else and are never touched. */
export const ours = ["boolean", "percentage_of_actors", "actors"] as const;

/**
 * Flipper's 100 % of actors as a percent: everyone who has an id, and no caller without one. So it is less than
 * everyone, whom only the boolean gate lets in, and more than any percent a plan can say.
 */
export const everyActor = 99.9999;

/** The rows of an exposure. Everyone is the boolean gate alone, because only that one lets callers without an id in. */
export function rowsOf({ actors, percent }: Exposure): readonly GateRow[] {
  if (percent === 100) return [{ gate: "boolean", value: "true" }];
  const share = percent === 0 ? [] : [{ gate: "percentage_of_actors", value: String(percent) }];
  return [...share, ...actors.map((value) => ({ gate: "actors", value }))];
}

/** What a flag with these rows shows; everyone, the most it can be, where a row is not ours or can be read in two ways. */
export function runningOf(rows: readonly GateRow[], applied: Applied | null): Running {
  const foreign = [...foreignIn(rows), ...unclear(rows)];
  return { exposure: foreign.length > 0 ? everyone : shown(rows), variants: onOff, applied, foreign };
}

/** What our gates alone show of these rows, whatever else stands there. */
export function shownByOurs(rows: readonly GateRow[]): Exposure {
  const mine = rows.filter(({ gate }) => ours.some((name) => name === gate));
  return runningOf(mine, null).exposure;
}

function shown(rows: readonly GateRow[]): Exposure {
  if (valuesOf(rows, "boolean").some(isTrue)) return everyone;
  const percent = Number(valuesOf(rows, "percentage_of_actors")[0] ?? 0);
  const actors = valuesOf(rows, "actors").filter((id) => id !== null);
  return exposure(actors, percent >= 100 ? everyActor : percent);
}

/** Flipper's own list of what is true; every other text is off. */
const isTrue = (value: string | null) => value === "true" || value === "1";

const isNumber = (value: string | null) => value === null || /^\d+(\.\d+)?$/.test(value);

const valuesOf = (rows: readonly GateRow[], gate: string) =>
  rows.filter((row) => row.gate === gate).map(({ value }) => value);

function foreignIn(rows: readonly GateRow[]): readonly string[] {
  const others = rows.filter(({ gate }) => !ours.some((name) => name === gate));
  return others
    .flatMap(({ gate, value }) => {
      if (gate === "groups") return [`the group ${quoted(value)}`];
      if (gate === "expression") return value === null ? [] : ["an expression"];
      if (gate === "percentage_of_time") return isNumber(value) && Number(value) === 0 ? [] : ["a percentage of time"];
      return [`a Flipper gate named ${quoted(gate)}`];
    })
    .sort();
}

/** Rows that Flipper's versions and databases read differently: two of what there is one of, and what is no number. */
function unclear(rows: readonly GateRow[]): readonly string[] {
  const percents = valuesOf(rows, "percentage_of_actors");
  return [
    ...(percents.length > 1
      ? [`${percents.length} percentages of actors at once: ${percents.map(quoted).sort().join(", ")}`]
      : []),
    ...percents
      .filter((value) => !isNumber(value))
      .map((value) => `a percentage of actors that reads ${quoted(value)}`),
    ...(valuesOf(rows, "boolean").length > 1 ? ["two boolean gates at once"] : []),
  ];
}

const quoted = (text: string | null) => JSON.stringify(text ?? "").slice(0, 60);
