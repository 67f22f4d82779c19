import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { stayOf } from "../gates/criteria/stay.ts";
import type { Evidence } from "../gates/gate.ts";
import { proposalText } from "../report/commit-message.ts";
import { openOnce } from "./open-once.ts";
import type { Ports } from "./ports.ts";
import { promotedText } from "./promotion.ts";
import { baseCommit } from "./sync.ts";

export interface Proposed {
  readonly to: string;
  readonly branch: string;
  readonly pullRequest: number;
}

/** Opens the pull request for the next stage, measured results filled in. Null where one is open already, or none is due. */
export async function propose(
  ports: Ports,
  plan: ReleasePlan,
  text: string,
  { measurements, since, now }: Evidence,
  settings: Settings,
): Promise<Proposed | null> {
  const promoted = promotedText(text, plan, measurements, stayOf(plan, settings, { since, now }));
  if (promoted === null) return null;
  const { to } = promoted;
  // One branch a stage entry: a promotion that was closed by a person is not opened again.
  const branch = `promote/${plan.name}-${to}-${since?.toUTC().toFormat("yyyyMMdd'T'HHmm") ?? "first"}`;
  const { title, body } = proposalText(plan, to, measurements);
  const from = await baseCommit(ports);
  const opening = { branch, from, path: plan.file, text: promoted.text, message: title, title, body };
  const pullRequest = await openOnce(ports, opening);
  return pullRequest === null ? null : { to, branch, pullRequest };
}
