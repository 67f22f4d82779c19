import type { FlagdCore } from "@openfeature/flagd-core";
import type { FlagValue } from "../../flag/plan.ts";
import type { Document } from "../document/format.ts";
import type { Callers, Evaluated } from "../store.ts";
import { evaluators, rejection, resolve, same } from "./core.ts";
import { isObject } from "./json.ts";

/** Asks flagd's own evaluator, loaded with the document as it stands there, about each caller of each flag. */
export async function evaluate(document: Document, asked: Callers): Promise<ReadonlyMap<string, Evaluated>> {
  const core = (await evaluators())();
  const rejected = document.found === null ? null : rejection(core, document.text);
  return new Map([...asked].map(([key, callers]) => [key, answer(core, rejected, document, key, callers)]));
}

function answer(
  core: FlagdCore,
  rejected: string | null,
  { flags }: Document,
  key: string,
  callers: readonly (string | null)[],
): Evaluated {
  if (rejected !== null) return unknown(`flagd rejects the document: ${rejected}`);
  const flag = Object.hasOwn(flags, key) ? flags[key] : undefined;
  if (!isObject(flag)) return unknown("there is no such flag: each caller is served the default of its own code");
  if (flag.state === "DISABLED") return unknown("it is DISABLED: each caller is served the default of its own code");
  if (!isObject(flag.variants) || !Object.hasOwn(flag.variants, "on")) return unknown("it has no variant on");
  const value = flag.variants.on as FlagValue;
  const on: boolean[] = [];
  for (const id of callers) {
    const found = resolve(core, key, value, id === null ? {} : { targetingKey: id });
    if (found.reason === "ERROR") return unknown(`flagd answers ${found.errorCode}: ${found.errorMessage}`);
    on.push(same(found.value, value));
  }
  return { kind: "answers", on };
}

const unknown = (why: string): Evaluated => ({ kind: "unknown", why });
