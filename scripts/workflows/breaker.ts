import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Provider } from "../metrics/provider.ts";
import { reasonOf } from "./careful.ts";

/** Failures that speak of the provider and not of the query it was asked. */
const troubles: readonly ErrorReason[] = ["network", "timeout", "unavailable", "rate-limited", "auth"];

/** Fewer may have expensive queries of their own; one plan must never stop the others from being measured. */
const plansInTrouble = 3;

/**
 * The providers of one run, for one plan at a time (for the gate: one pull request). A provider that failed for several,
 * with no answer to anybody in between, is taken to be down: it is asked one question at a time until it answers, and
 * everybody else is told so at once. A provider that is down then costs the run its timeout a few times, and not once
 * for each plan.
 */
export function breaker(providers: ReadonlyMap<string, Provider>): (plan: string) => ReadonlyMap<string, Provider> {
  const states = new Map(
    [...providers].map(([name]): [string, State] => [name, { failed: new Set(), probing: false, why: "" }]),
  );
  return (plan) =>
    new Map([...providers].map(([name, provider]) => [name, guarded(provider, plan, states.get(name)!)]));
}

interface State {
  /** Plans it failed for since it last answered. */
  readonly failed: Set<string>;
  /** Whether somebody is finding out if it is back. */
  probing: boolean;
  why: string;
}

function guarded(provider: Provider, plan: string, state: State): Provider {
  const { name } = provider;
  const resolve: Provider["resolve"] = (question) => provider.resolve(question);
  const ask: Provider["ask"] = async (question) => {
    const down = state.failed.size >= plansInTrouble;
    if (down && state.probing) return notAsked(name, state);
    if (down) state.probing = true;
    try {
      const answer = await provider.ask(question);
      if (answer.kind === "error" && troubles.includes(answer.reason)) {
        state.failed.add(plan);
        state.why = answer.why;
      } else state.failed.clear();
      return answer;
    } catch (thrown) {
      state.failed.add(plan);
      state.why = reasonOf(thrown);
      throw thrown;
    } finally {
      if (down) state.probing = false;
    }
  };
  return { name, resolve, ask };
}

const notAsked = (name: string, { failed, why }: State): Answered => ({
  kind: "error",
  reason: "unavailable",
  why: `${name} was not asked: it failed for ${failed.size} plans in this run and answered nobody since; the last time: ${why}`,
});
