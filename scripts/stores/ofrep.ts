import type { Secrets } from "../flag/secrets.ts";
import type { OfrepSettings } from "../flag/settings.ts";
import { below, readAddress } from "../http/address.ts";
import { openHttp } from "../http/http.ts";
import type { Clock } from "../http/retry.ts";
import { readSecrets } from "../http/token.ts";
import { type Answer, answerIn, answersIn, isAbout, type Json } from "./ofrep/answer.ts";
import type { Callers, Evaluated, Store } from "./store.ts";

const path = "/ofrep/v1/evaluate/flags";

/**
 * Asks a running evaluation who sees a flag on, over the OpenFeature Remote Evaluation Protocol 0.3
 * (https://openfeature.dev/docs/reference/other-technologies/ofrep/openapi): whatever store wrote it, this is what
 * applications are served. One request a caller, however many flags it is asked about.
 */
export function ofrepEvaluation(
  { url, token }: OfrepSettings,
  secrets: Secrets,
  clock?: Clock,
): NonNullable<Store["evaluate"]> {
  const address = readAddress(url);
  const read = readSecrets({ token: [token, "the token of the OFREP endpoint"] }, secrets);
  const broken = address.ok ? (read.ok ? null : read.why) : address.why;
  const base = address.ok ? address.url : new URL("https://invalid.invalid");
  const value = read.ok ? read.values.token : null;
  const http = openHttp({
    hosts: [base.host],
    headers: value === null ? {} : { authorization: `Bearer ${value}` },
    secrets: value === null ? [] : [value],
    maxBytes: 64 * 1_048_576,
    ...(clock && { clock }),
  });

  /** What one caller is served of these flags. */
  async function ask(caller: string | null, keys: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const all = (answer: Answer) => new Map(keys.map((key) => [key, answer]));
    if (broken !== null) return all({ kind: "unknown", why: broken });
    const [only] = keys;
    const alone = keys.length === 1 && only !== undefined;
    const at = below(base, alone ? `${path}/${encodeURIComponent(only)}` : path);
    const body = JSON.stringify({ context: caller === null ? {} : { targetingKey: caller } });
    const headers = { "content-type": "application/json" };
    const reply = await http.exchange({ url: at, method: "POST", headers, body });
    if (reply.kind === "reply") return alone ? all(answerIn(reply.json)) : answersIn(reply.json, keys);
    return all(isAbout(reply.said as Json) ? answerIn(reply.said as Json) : { kind: "unknown", why: reply.why });
  }

  return async (asked) => {
    const served = new Map<string, ReadonlyMap<string, Answer>>();
    for (const [id, { caller, keys }] of byCaller(asked)) served.set(id, await ask(caller, keys));
    return new Map(
      [...asked].map(([key, callers]) => [key, together(callers.map((who) => served.get(idOf(who))!.get(key)!))]),
    );
  };
}

const idOf = (caller: string | null) => JSON.stringify(caller);

function byCaller(asked: Callers) {
  const all = new Map<string, { readonly caller: string | null; readonly keys: string[] }>();
  for (const [key, callers] of asked) {
    for (const caller of callers) {
      const one = all.get(idOf(caller)) ?? { caller, keys: [] };
      all.set(idOf(caller), one);
      one.keys.push(key);
    }
  }
  return all;
}

/** The first that cannot be told makes the flag one that cannot be told. */
function together(answers: readonly Answer[]): Evaluated {
  const unknown = answers.find((one) => one.kind === "unknown");
  if (unknown !== undefined) return unknown;
  return { kind: "answers", on: answers.map((one) => one.kind === "served" && one.on) };
}
