import { type Exposure, everyone, exposure, nobody } from "../../flag/exposure.ts";
import { type GateRow, ours, runningOf } from "./gates.ts";

/** One request of Flipper's HTTP API, and what the flag shows after it. */
export interface Step {
  readonly method: "POST" | "DELETE";
  /** Below the flag's own path: `/actors`; empty for the flag itself, `new` for making it. */
  readonly path: "" | "new" | "/boolean" | "/actors" | "/percentage_of_actors";
  readonly body: Readonly<Record<string, string | number>>;
  readonly after: Exposure;
}

export type Steps =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly why: string };

/**
 * The requests from what a flag holds (null: it is not there) to what is wanted, in the one order that shows nobody more
 * than before or than wanted, wherever it ends: what lowers first, then actors, then the percent. The API has no
 * transaction, and its boolean gate takes all others along, on the way in and on the way out.
 * https://www.flippercloud.io/docs/api
 */
export function stepsBetween(rows: readonly GateRow[] | null, wanted: Exposure | null): Steps {
  const theirs = (rows ?? []).filter(({ gate }) => !ours.some((name) => name === gate));
  const foreign = runningOf(theirs, null).foreign;
  const mine = runningOf(
    (rows ?? []).filter((row) => !theirs.includes(row)),
    null,
  );
  const now = mine.exposure;
  if (wanted === null)
    return foreign.length > 0 ? no(foreign) : steps([{ method: "DELETE", path: "", body: {}, after: nobody }]);

  const made = rows === null ? [step("POST", "new", {}, nobody)] : [];
  if (wanted.percent === 100) {
    if (foreign.length > 0) return no(foreign);
    return steps([...made, ...(isWhole(now, mine.foreign) ? [] : [step("POST", "/boolean", {}, everyone)])]);
  }
  const open = (rows ?? []).some(({ gate }) => gate === "boolean");
  const off = wanted.percent === 0 && wanted.actors.length === 0;
  // Of nobody less than all can be taken away: an emergency is worth the group that goes along.
  if (open && foreign.length > 0 && !off) return no(foreign);
  const clears = open || (off && foreign.length === 0 && (rows ?? []).some(counts));
  if (clears) return steps([...made, step("DELETE", "/boolean", {}, nobody), ...raising(nobody, wanted)]);
  return steps([...made, ...lowering(now, mine.foreign.length > 0, wanted), ...raising(lowered(now, wanted), wanted)]);
}

const steps = (list: readonly Step[]): Steps => ({ ok: true, steps: list });

const no = (foreign: readonly string[]): Steps => ({
  ok: false,
  why: `it also holds ${foreign.join("; ")}, and the API would take that away, too: take it away by hand first`,
});

const step = (method: Step["method"], path: Step["path"], body: Step["body"], after: Exposure): Step => ({
  method,
  path,
  body,
  after,
});

/** Everyone by the boolean gate, and no percent or actor that would be left should somebody take that away. */
const isWhole = ({ percent }: Exposure, unclear: readonly string[]) => percent === 100 && unclear.length === 0;

const counts = ({ gate, value }: GateRow) => gate !== "percentage_of_actors" || Number(value ?? 0) !== 0;

const lowered = (now: Exposure, wanted: Exposure): Exposure =>
  exposure(
    now.actors.filter((actor) => wanted.actors.includes(actor)),
    Math.min(now.percent, wanted.percent),
  );

function lowering(now: Exposure, unclear: boolean, wanted: Exposure): readonly Step[] {
  const falls = unclear || wanted.percent < now.percent;
  const percent = Math.min(now.percent, wanted.percent);
  const list: Step[] = falls ? [percentStep(wanted.percent, exposure(now.actors, percent))] : [];
  let left = now.actors;
  for (const actor of now.actors.filter((one) => !wanted.actors.includes(one))) {
    left = left.filter((one) => one !== actor);
    list.push(step("DELETE", "/actors", { flipper_id: actor }, exposure(left, percent)));
  }
  return list;
}

function raising(now: Exposure, wanted: Exposure): readonly Step[] {
  const list: Step[] = [];
  let there = now.actors;
  for (const actor of wanted.actors.filter((one) => !now.actors.includes(one))) {
    there = [...there, actor];
    list.push(step("POST", "/actors", { flipper_id: actor }, exposure(there, now.percent)));
  }
  return wanted.percent > now.percent ? [...list, percentStep(wanted.percent, wanted)] : list;
}

function percentStep(percent: number, after: Exposure): Step {
  if (percent === 0) return step("DELETE", "/percentage_of_actors", {}, after);
  return step("POST", "/percentage_of_actors", { percentage: percent }, after);
}
