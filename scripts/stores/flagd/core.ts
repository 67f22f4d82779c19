import type { FlagdCore } from "@openfeature/flagd-core";
import type { FlagValue } from "../../flag/plan.ts";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

/** Makes evaluators of flagd, each empty. The library is loaded when the first is wanted. */
export async function evaluators(): Promise<() => FlagdCore> {
  const { FlagdCore } = await import("@openfeature/flagd-core");
  // Interpreted, so that nobody's targeting becomes code in the process that holds the store's credentials.
  return () => new FlagdCore(undefined, quiet, { disableDynamicCodeGeneration: true });
}

/** Why flagd rejects a document as a whole, or null where it now holds it. */
export function rejection(core: FlagdCore, text: string): string | null {
  try {
    core.setConfigurations(text);
    return null;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}

/** What flagd answers one caller, asked for a value of the type of `on`. */
export function resolve(core: FlagdCore, key: string, on: FlagValue, context: { readonly targetingKey?: string }) {
  switch (typeof on) {
    case "boolean":
      return core.resolveBooleanEvaluation(key, false, context, quiet);
    case "number":
      return core.resolveNumberEvaluation(key, 0, context, quiet);
    case "string":
      return core.resolveStringEvaluation(key, "", context, quiet);
    case "object":
      return core.resolveObjectEvaluation(key, {}, context, quiet);
  }
}

/** True where two JSON values are the same. */
export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
