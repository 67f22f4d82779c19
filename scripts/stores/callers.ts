import type { Callers, Evaluated } from "./store.ts";

/** What one caller is served of one flag; `null` where this caller cannot be asked about. */
export type Answer =
  | { readonly kind: "served"; readonly on: boolean | null }
  | { readonly kind: "unknown"; readonly why: string };

/**
 * Asks caller by caller, one after the other, each once about all the flags it is asked about, and puts the answers
 * together flag by flag. The first that cannot be told makes its flag one that cannot be told.
 */
export async function callerByCaller(
  asked: Callers,
  ask: (caller: string | null, keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): Promise<ReadonlyMap<string, Evaluated>> {
  const keys = new Map<string | null, string[]>();
  for (const [key, callers] of asked) {
    for (const caller of callers) keys.set(caller, [...(keys.get(caller) ?? []), key]);
  }
  const served = new Map<string | null, ReadonlyMap<string, Answer>>();
  for (const [caller, about] of keys) served.set(caller, await ask(caller, about));
  return new Map([...asked].map(([key, callers]) => [key, together(callers.map((who) => served.get(who)?.get(key)))]));
}

function together(answers: readonly (Answer | undefined)[]): Evaluated {
  const on: (boolean | null)[] = [];
  for (const answer of answers) {
    if (answer === undefined) return { kind: "unknown", why: "it did not answer" };
    if (answer.kind === "unknown") return answer;
    on.push(answer.on);
  }
  return { kind: "answers", on };
}
