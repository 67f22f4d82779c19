import { stageNamed } from "../flag/ladder.ts";
import type { Answered, Asked, Measurement, Part } from "../flag/measurement.ts";
import type { Settings } from "../flag/settings.ts";
import { after, showDuration } from "../flag/time.ts";
import { questionsOf, windowOf } from "../gates/criteria/ask.ts";
import { type Claim, claimsOf } from "../gates/criteria/claims.ts";
import type { Evidence, Subject } from "../gates/gate.ts";
import { measure } from "./measure.ts";
import type { Shared } from "./shared.ts";

type Asking = Extract<Claim, { readonly kind: "ask" }>;

/**
 * Asks again what the head's results say was measured: the same queries as of the moment they say. The windows follow
 * from that moment, so nobody can choose one that looks better.
 */
export async function remeasure(
  subject: Subject,
  evidence: Pick<Evidence, "now" | "since">,
  { providers }: Pick<Shared, "providers">,
): Promise<readonly Measurement[]> {
  const asking = claimsOf(subject, evidence).filter((claim) => claim.kind === "ask");
  return Promise.all(asking.map((claim) => askAgain(claim, subject, evidence.now, providers)));
}

async function askAgain(
  { definition, at, left }: Asking,
  { head, settings }: Subject,
  now: Evidence["now"],
  providers: Shared["providers"],
): Promise<Measurement> {
  const stay = { ...left.stay, now: at };
  const stage = (head === null ? null : stageNamed(head, left.stage.name)) ?? left.stage;
  const questions = questionsOf(definition, stay);
  const gone = questions.flatMap(({ part, query, window }) => {
    const answer = forgotten(settings, query.provider, window.from, now);
    return answer === null ? [] : [[part, { provider: query.provider, query: query.query, answer }] as const];
  });
  if (gone.length === 0) return (await measure([definition], stage, stay, providers))[0]!;
  const parts: Partial<Record<Part, Asked>> = Object.fromEntries(gone);
  return { metric: definition.name, window: windowOf(definition, stay), askedAt: at, parts };
}

/** A provider that no longer keeps the window's start would answer with a smaller number and call it a success. */
function forgotten(
  { providers }: Settings,
  name: string,
  from: Evidence["now"],
  now: Evidence["now"],
): Answered | null {
  const kept = providers.find((provider) => provider.name === name)?.retention ?? null;
  if (kept === null || after(from, kept) >= now) return null;
  const why = `the window begins ${from.toUTC().toISO({ suppressMilliseconds: true })}, and ${name} keeps only the last ${showDuration(kept)}`;
  return { kind: "error", reason: "coverage", why };
}
