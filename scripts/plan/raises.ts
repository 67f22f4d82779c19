import { describeExposure, type Exposure } from "../flag/exposure.ts";
import { environmentsOf, ladder } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Difference } from "./difference.ts";
import { direction, plannedExposure } from "./exposure.ts";
import { json } from "./material.ts";
import type { Objection } from "./move.ts";

/**
 * Everything in a change that is no promotion and still shows a flag to somebody who did not see it: more exposure at
 * the standing, at any stage already reached (a later promotion or revert would land there), a flag key that joins a
 * live plan, or another `off` value, which is what everyone outside the exposure gets.
 */
export function raisedExposure(
  base: ReleasePlan,
  head: ReleasePlan,
  found: readonly Difference[],
): readonly Objection[] {
  const raises = [...atStandings(base, head), ...offValues(base, found)];
  if (raises.length === 0) return [];
  return [
    {
      reason: "move.raises-exposure",
      why: [...new Set(raises)].join("; "),
      cure: "Leave who sees the flag as it is on main, and raise it by promoting one stage.",
    },
  ];
}

function atStandings(base: ReleasePlan, head: ReleasePlan): readonly string[] {
  const environments = [...new Set([...environmentsOf(base), ...environmentsOf(head)])];
  const rungs = ladder(base);
  const reached = rungs.slice(1, rungs.indexOf(base.standing) + 1).filter((rung) => ladder(head).includes(rung));
  const known = new Set(base.flags.map(({ key }) => key));
  const added = head.flags.map(({ key }) => key).filter((key) => !known.has(key));
  return environments.flatMap((environment) => {
    const is = plannedExposure(head, head.standing, environment);
    const compare = (label: string, before: Exposure | null, after: Exposure | null) =>
      raises(before, after) ? [`${label} in ${environment}: ${show(before)} on main, ${show(after)} here`] : [];
    return [
      ...compare(`standing ${head.standing}`, plannedExposure(base, base.standing, environment), is),
      ...reached.flatMap((rung) =>
        compare(`stage ${rung}`, plannedExposure(base, rung, environment), plannedExposure(head, rung, environment)),
      ),
      ...added.flatMap((key) => compare(`flag ${key}, new in this plan,`, null, is)),
    ];
  });
}

function offValues(base: ReleasePlan, found: readonly Difference[]): readonly string[] {
  return found
    .filter(
      ({ path, before, after }) =>
        path[0] === "flags" && path[2] === "off" && before !== undefined && after !== undefined,
    )
    .filter(({ path, after }) => base.standing !== "planned" || after === onAtBase(base, path[1]!))
    .map(
      ({ path, before, after }) =>
        `flag ${path[1]} off: ${before} on main, ${after} here, for everyone who does not see it`,
    );
}

function raises(before: Exposure | null, after: Exposure | null): boolean {
  const way = direction(before, after);
  return way === "raises" || way === "moves";
}

const onAtBase = (base: ReleasePlan, key: string) => json(base.flags.find((flag) => flag.key === key)?.variants.on);
const show = (exposure: Exposure | null) => (exposure === null ? "nobody" : describeExposure(exposure));
