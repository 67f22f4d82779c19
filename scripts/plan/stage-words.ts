import { Duration } from "luxon";
import { describeExposure } from "../flag/exposure.ts";
import { actorKey } from "../flag/ladder.ts";
import type { ReleasePlan, Stage, Window } from "../flag/plan.ts";
import { showTime } from "../flag/time.ts";
import type { Difference } from "./difference.ts";
import { changed, joins, type Sentence, says, value } from "./words.ts";

/** What changes in a stage. Shorter soaks, wider windows, fewer questions and more exposure loosen. */
export function stageWords(difference: Difference, base: ReleasePlan, head: ReleasePlan): Sentence {
  const [, name, field, part, item] = difference.path;
  const [was, is] = [find(base, name!), find(head, name!)];
  if (was === null) return says(`stage ${name} added, for ${exposed(is)}`);
  if (is === null) return says(`stage ${name} removed, it was for ${exposed(was)}`, true);
  const { before, after } = difference;
  switch (field) {
    case "percent":
      return says(
        `exposure of ${name} changed from ${percent(before)} to ${percent(after)}`,
        Number(after) > Number(before),
      );
    case "actors":
      return actorWords(difference, joins(difference) ? is : was);
    case "window":
      return windowWords(
        `window of ${name}`,
        { window: was.window, zone: base.timezone },
        { window: is.window, zone: head.timezone },
      );
    case "soak":
      return changed(`soak of ${name}`, difference, shorter(before, after));
    case "criteria":
      return joins(difference)
        ? says(`criterion ${part} now asked of ${name}`)
        : says(`criterion ${part} no longer asked of ${name}`, true);
    case "criteriaWaived":
      return after ? says(`criteria of ${name} waived`, true) : says(`criteria of ${name} no longer waived`);
    case "confirms":
      return joins(difference)
        ? says(`"${part}" now to be confirmed in ${name}`)
        : says(`"${part}" no longer to be confirmed in ${name}`, true);
    case "results":
      return resultWords(name!, part!, item!, difference);
    case "checkIn":
      return says(`${name} ${after ? "now changes no exposure" : "is no longer a check-in without exposure"}`);
    default:
      return changed(`${[field, part, item].filter((word) => word !== undefined).join(" ")} of ${name}`, difference);
  }
}

function resultWords(stage: string, part: string, item: string, difference: Difference): Sentence {
  if (part === "confirmed")
    return says(`"${item}" ${joins(difference) ? "confirmed" : "no longer confirmed"} in ${stage}`);
  const dropped = part === "answers" && difference.after === undefined;
  return changed(`${[...difference.path.slice(4)].join(" ")} in the results of ${stage}`, difference, dropped);
}

/** Opening earlier or closing later asks less; no bound asks least. */
export function windowWords(
  subject: string,
  was: { readonly window: Window | null; readonly zone: string },
  is: { readonly window: Window | null; readonly zone: string },
): Sentence {
  const earlier =
    instant(is.window?.opens, Number.NEGATIVE_INFINITY) < instant(was.window?.opens, Number.NEGATIVE_INFINITY);
  const later =
    instant(is.window?.closes, Number.POSITIVE_INFINITY) > instant(was.window?.closes, Number.POSITIVE_INFINITY);
  const [before, after] = [days(was.window, was.zone), days(is.window, is.zone)];
  const exact = before === null || after === null || before === after;
  const moved = exact ? `${span(was.window, was.zone)} to ${span(is.window, is.zone)}` : `${before} to ${after}`;
  return says(`${subject} moved from ${moved}`, earlier || later);
}

const instant = (bound: Window["opens"] | undefined, open: number) => bound?.toMillis() ?? open;

function span(window: Window | null, zone: string): string {
  if (window === null) return "no window";
  const at = (time: Window["opens"]) => (time === null ? "no bound" : showTime(time, zone));
  return `${at(window.opens)} .. ${at(window.closes)}`;
}

/** Whole days said as days, from the instants and never from the text beside them; null for any other window. */
function days(window: Window | null, zone: string): string | null {
  if (window === null) return "no window";
  const [first, last] = [wholeDay(window.opens, zone, 0), wholeDay(window.closes, zone, 1)];
  if (first === null || last === null) return null;
  return first === last ? first : `${first}..${last}`;
}

/** The local day of an instant at midnight, some days before; null for any other instant. */
function wholeDay(time: Window["opens"], zone: string, daysBefore: number): string | null {
  const local = time?.setZone(zone);
  return local?.startOf("day").equals(local) ? local.minus({ days: daysBefore }).toISODate() : null;
}

function actorWords({ path, before }: Difference, stage: Stage): Sentence {
  const name = stage.exposure?.actors.find((actor) => actorKey(actor) === path[3])?.name ?? "an actor";
  return before === undefined
    ? says(`${name} now named in ${path[1]}`, true)
    : says(`${name} no longer named in ${path[1]}`);
}

const find = (plan: ReleasePlan, name: string) => plan.stages.find((stage) => stage.name === name) ?? null;
const percent = (leaf: Difference["before"]) => (typeof leaf === "number" ? `${leaf} %` : "no percent");
const shorter = (before: Difference["before"], after: Difference["after"]) =>
  Duration.fromISO(value(after)).toMillis() < Duration.fromISO(value(before)).toMillis();

function exposed(stage: Stage | null): string {
  if (stage === null || stage.exposure === null) return "a check-in";
  return describeExposure({ actors: stage.exposure.actors, percent: stage.exposure.percent ?? 0 });
}
