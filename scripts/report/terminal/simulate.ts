import { showDuration } from "../../flag/time.ts";
import type { Forecast, Known } from "../../gates/criteria/forecast.ts";
import { count } from "../../gates/criteria/words.ts";
import type { SimulateView } from "../views.ts";
import { chance, evidenceWords, hours, rateWords, verbOf } from "../words/forecast.ts";
import { plain, plural, sentence } from "../words/plain.ts";
import { name } from "./gates.ts";
import { beside, type Cell, table, wrapped } from "./layout.ts";
import { type Look, type Paint, paint } from "./paint.ts";

/** What each stage of a plan would catch, a table and a small chart for each criterion. */
export function simulateText({ plan, stages }: SimulateView, look: Look): string {
  const style = paint(look.colour);
  const asked = stages.filter(({ forecasts }) => forecasts.length > 0);
  const silent = stages.filter(({ forecasts }) => forecasts.length === 0).map(({ stage }) => name(stage.name));
  const head = `${style.strong(plain(plan.title))}: what its stages would catch. Exact chances for looks every hour until the soak is over, and users who come evenly, one event each.`;
  const none =
    silent.length === 0 ? [] : ["", ...wrapped(`No criterion is asked in ${silent.join(", ")}.`, look.columns)];
  const parts = asked.flatMap(({ stage, forecasts }) => {
    const known = forecasts.flatMap(({ outlook }) => (outlook.kind === "known" ? [outlook.users] : []));
    const users = known[0] === undefined ? "" : `, ${plural(known[0], "user")}`;
    const title = `${style.strong(name(stage.name))}  ${stage.soak.toMillis() === 0 ? "no soak" : `${showDuration(stage.soak)} of soak`}${users}`;
    return ["", title, ...forecasts.flatMap((forecast) => metricLines(forecast, look, style))];
  });
  return [...wrapped(head, look.columns), ...parts, ...none].join("\n");
}

function metricLines(forecast: Forecast, look: Look, style: Paint): readonly string[] {
  const { outlook, metric } = forecast;
  const told = outlook.kind === "known" ? `at most ${rateWords(outlook.limit)}, else ${verbOf(forecast)}` : "";
  const head = `  ${style.strong(name(metric))}  ${told}`.trimEnd();
  if (outlook.kind === "not-known")
    return beside(`${head}  `, `not known: ${sentence(plain(outlook.why))}`, look.columns);
  return [
    head,
    ...table(rows(outlook, style), look.columns, 4),
    ...notes(outlook).flatMap((one) => wrapped(`    ${one}`, look.columns, 4)),
    `    ${chart(outlook)}`,
  ];
}

function rows({ rates }: Known, style: Paint): readonly (readonly Cell[])[] {
  const head = ["true rate", "", "chance to fail", "half of them within"].map((text) => ({ text, style: style.faint }));
  return [
    head,
    ...rates.map(({ rate, times, chance: likely, medianHours }): readonly Cell[] => [
      { text: rateWords(rate) },
      { text: timesWords(times) },
      { text: chance(likely) },
      { text: medianHours === null ? "-" : hours(medianHours) },
    ]),
  ];
}

function timesWords(times: number | null): string {
  if (times === null) return "asked for";
  if (times === 1) return "at the limit";
  return times < 1 ? "healthy" : `${times} x the limit`;
}

function notes(known: Known): readonly string[] {
  const { smallest, promotion, oneEach } = known;
  return [
    smallest === null
      ? "No rate is caught with 90 % chance."
      : `Smallest rate caught with 90 % chance: ${rateWords(smallest)}.`,
    `Enough samples to promote (${count(promotion.minSamples)}): ${chance(promotion.enough)}.`,
    promotion.evidence === "point"
      ? `A healthy flag may leave when its soak is over: ${chance(promotion.healthy)}.`
      : `Evidence ${sentence(evidenceWords(known))}`,
    ...(oneEach ? ["It counts requests; every user is taken to make one. More requests catch more, and sooner."] : []),
  ];
}

const bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** Chance against true rate, a bar for every quarter of the limit: low is never, full is always. */
function chart({ curve }: Known): string {
  const drawn = curve.map((point) => bars[Math.min(bars.length - 1, Math.floor(point.chance * bars.length))]).join("");
  return `Chance by true rate: ${rateWords(curve[0]!.rate)} ${drawn} ${rateWords(curve.at(-1)!.rate)}`;
}
