import type { Secrets } from "../flag/secrets.ts";
import type { OfrepSettings } from "../flag/settings.ts";
import { below, readAddress } from "../http/address.ts";
import { openHttp } from "../http/http.ts";
import type { Clock } from "../http/retry.ts";
import { readSecrets } from "../http/token.ts";
import { type Answer, callerByCaller } from "./callers.ts";
import { answerIn, answersIn, isAbout, type Json } from "./ofrep/answer.ts";
import type { Store } from "./store.ts";

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
    const hidden = caller === null ? [] : [caller];
    const reply = await http.exchange({ url: at, method: "POST", headers, body, hidden });
    if (reply.kind === "reply") return alone ? all(answerIn(reply.json)) : answersIn(reply.json, keys);
    return all(isAbout(reply.said as Json) ? answerIn(reply.said as Json) : { kind: "unknown", why: reply.why });
  }

  return (asked) => callerByCaller(asked, ask);
}
