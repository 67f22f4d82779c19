import { stageNamed } from "../../flag/ladder.ts";
import type { Asked } from "../../flag/measurement.ts";
import { showTime } from "../../flag/time.ts";
import { verdictWords } from "../../gates/gate.ts";
import type { MeasuredView, MeasureView } from "../views.ts";
import { symbols } from "../words/outcome.ts";
import { plain, sentence } from "../words/plain.ts";
import { name } from "./gates.ts";
import { beside, type Cell, table, wrapped } from "./layout.ts";
import { type Look, type Paint, paint } from "./paint.ts";

/** A query is shown whole: whoever tries it wants to paste it. */
const longestQuery = 8000;

/** What a plan's queries answer now, each with its window, its numbers, what they are judged to be, and as it was sent. */
export function measureText({ plan, since, now, metrics }: MeasureView, look: Look): string {
  const style = paint(look.colour);
  const at = (time: typeof now) => showTime(time, plan.timezone);
  const here =
    stageNamed(plan, plan.standing) === null
      ? `is ${name(plan.standing)}`
      : `stands in ${name(plan.standing)} here, not on the base branch`;
  const where =
    since === null
      ? `${name(plan.name)} ${here}: a trial over the last 24 hours, asked ${at(now)}. It judges no stage.`
      : `${name(plan.name)} stands in ${name(plan.standing)} since ${at(since)}; asked ${at(now)}.`;
  const blocks = metrics.flatMap((one) => ["", ...metricLines(one, at, look, style)]);
  return [...wrapped(where, look.columns), ...blocks].join("\n");
}

function metricLines(
  { metric, measurement, finding, record }: MeasuredView,
  at: (time: MeasureView["now"]) => string,
  look: Look,
  style: Paint,
): readonly string[] {
  const { outcome, because, reason } = finding;
  const { from, to } = measurement.window;
  const window = from < to ? `${at(from)} to ${at(to)}` : "still empty";
  const facts: readonly (readonly [string, string])[] = [
    ["reason", reason],
    ["window", window],
    ...(record.upper95 === undefined
      ? []
      : [["95 % upper bound", `${(100 * record.upper95).toPrecision(3)} %`] as const]),
    ...(record.logE === undefined
      ? []
      : [
          [
            "evidence",
            `ln E = ${record.logE.toPrecision(3)}, broken from ${Math.log(1 / metric.test.alpha).toPrecision(3)}`,
          ] as const,
        ]),
  ];
  const asked = Object.entries(measurement.parts).flatMap(([part, one]) =>
    one === undefined ? [] : [[part, one] as const],
  );
  const cells = [
    ...facts.map(([what, text]): readonly Cell[] => [{ text: what, style: style.faint }, { text: plain(text) }]),
    ...asked.map(([part, one]): readonly Cell[] => [
      { text: plain(part), style: style.faint },
      { text: answerWords(one) },
    ]),
  ];
  const label = `${style[outcome](`${symbols[outcome]} ${verdictWords[outcome]}`)}  ${style.strong(name(metric.name))}  `;
  const queries = asked.flatMap(([part, { provider, query }]) => [
    ...wrapped(`  ${style.faint(`${plain(part)}, sent to ${name(provider)}`)}`, look.columns, 2),
    `    ${plain(query, longestQuery)}`,
  ]);
  return [...beside(label, sentence(plain(because)), look.columns), ...table(cells, look.columns, 2), ...queries];
}

function answerWords({ answer }: Asked): string {
  switch (answer.kind) {
    case "number":
      return String(Number(answer.value.toPrecision(12)));
    case "no-data":
      return `no data: ${plain(answer.why)}`;
    case "error":
      return `could not be told (${answer.reason}): ${plain(answer.why)}`;
  }
}
