import type { PullRequest } from "../flag/review.ts";
import type { Forge } from "../forge/forge.ts";
import type { Merging, PlanReport } from "../report/value.ts";
import type { Check } from "./check.ts";

type Judged = Pick<Check, "judged" | "otherFiles" | "settings">;

/** Who merges a pull request at Go: we do, unless a person must see to it. Pure. */
export function mergingOf(
  { byHand }: Pick<Forge, "byHand">,
  { draft, fork = false }: Pick<PullRequest, "draft" | "fork">,
  { judged, otherFiles, settings }: Judged,
): Merging {
  const because = (why: string): Merging => ({ kind: "by-hand", why });
  if (byHand !== undefined) return because(byHand);
  if (!settings.merge.automatic) return because("`merge.automatic` is off in .github/flaghoist.yaml");
  const [other] = otherFiles;
  if (other !== undefined) return because(`it also changes ${other}`);
  if (fork && !judged.some(approved)) return because("it comes from a fork, and nobody who may approve has");
  if (judged.every(({ subject }) => subject.move.kind === "stay")) return because("it moves nothing");
  return { kind: draft ? "when-ready" : "at-once" };
}

/** Reverts and what asks for nobody's approval would else be anybody's to make: everybody may propose from a fork. */
const approved = ({ verdict }: PlanReport) => verdict.findings.some(({ reason }) => reason === "approvals.given");
