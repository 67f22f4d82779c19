import { stageNamed } from "../../flag/ladder.ts";
import { showDuration } from "../../flag/time.ts";
import { forecastStage } from "../../gates/criteria/forecast.ts";
import { propagationOf } from "../../gates/criteria/stay.ts";
import type { PlanReport } from "../value.ts";
import { forecastLine } from "../words/forecast.ts";
import { plural } from "../words/plain.ts";
import { type Block, list } from "./blocks.ts";
import { code, prose } from "./markdown.ts";

/** What the stage being entered would catch, a line for each rate it asks; folded away. Criteria as the base has them. */
export function forecastSection({ subject }: PlanReport): readonly Block[] {
  const { move, base, settings } = subject;
  const stage = base === null || move.kind !== "promote" ? null : stageNamed(base, move.to);
  if (base === null || stage === null) return [];
  const rates = base.metrics.filter(({ measure }) => measure.kind === "ratio").map(({ name }) => name);
  const asked = { ...stage, criteria: stage.criteria.filter((name) => rates.includes(name)) };
  const forecasts = forecastStage(base, asked, { propagation: propagationOf(settings, stage.environment) });
  if (forecasts.length === 0) return [];
  const { uniqueUsers } = stage.expected;
  const traffic = uniqueUsers === null ? "" : ` with ${plural(uniqueUsers, "user")} in ${showDuration(stage.soak)}`;
  const head = `<details>\n<summary>What this stage would catch</summary>\n`;
  const rows = forecasts.map(
    (one) => `- ${code(stage.name)}, ${code(one.metric)}${traffic}: ${prose(forecastLine(one))}.`,
  );
  return [{ ...list(head, rows), tail: "\n</details>", canBeMissed: true }];
}
