import { flipperCrc32 } from "../../cohort/flipper.ts";
import type { Exposure } from "../../flag/exposure.ts";
import { readAddress } from "../../http/address.ts";
import { openHttp } from "../../http/http.ts";
import type { Clock } from "../../http/retry.ts";

export interface Probed {
  readonly key: string;
  readonly exposure: Exposure;
}

/** Asks a service what it shows, and answers by flag key what speaks against the exposures it should have; or why it cannot tell. */
export type Probe = (flags: readonly Probed[]) => Promise<ReadonlyMap<string, string>>;

/** In one request, so that no address becomes too long. */
const most = 40;

/**
 * The public endpoint by which browsers ask which features are on: `?features=a,b&cookie_id=X` answers one boolean a
 * feature. It tells nothing of named actors, who are never sent. Two answers are certain: a caller without an id sees
 * what everyone sees, and an id made up to lie just above the percentage must not see it.
 */
export function openProbe(text: string, clock?: Clock): Probe {
  const address = readAddress(text);
  const hosts = address.ok ? [address.url.host] : [];
  const http = openHttp({
    hosts,
    headers: {},
    secrets: [],
    timeoutMs: 5000,
    budgetMs: 15_000,
    ...(clock && { clock }),
  });

  async function ask(keys: readonly string[], id: string | null): Promise<ReadonlyMap<string, boolean> | string> {
    if (!address.ok) return `the probe cannot be asked: ${address.why}`;
    const url = new URL(address.url);
    url.searchParams.set("features", keys.join(","));
    if (id !== null) url.searchParams.set("cookie_id", id);
    const reply = await http.exchange({ url, method: "GET" });
    if (reply.kind === "error") return `the probe did not answer: ${reply.why}`;
    return featuresIn(reply.json) ?? `the probe at ${url.origin} answered something else than features`;
  }

  return async (flags) => {
    const against = new Map<string, string>();
    for (let at = 0; at < flags.length; at += most) {
      const some = flags.slice(at, at + most);
      const answer = await ask(
        some.map(({ key }) => key),
        null,
      );
      for (const flag of some) {
        const found = typeof answer === "string" ? answer : withoutId(flag, answer.get(flag.key));
        if (found !== null) against.set(flag.key, found);
      }
    }
    for (const { key, exposure } of flags) {
      if (against.has(key) || exposure.percent >= 99.999) continue;
      const answer = await ask([key], idAbove(key, exposure.percent));
      if (typeof answer === "string") against.set(key, answer);
      else if (answer.get(key)) against.set(key, `the service shows it to an id above ${exposure.percent} %`);
    }
    return against;
  };
}

function withoutId({ exposure: { percent } }: Probed, on: boolean | undefined): string | null {
  if (on === true && percent !== 100) return "the service shows it to callers without an id";
  if (on === false && percent === 100) return "the service does not show it to callers without an id";
  return null;
}

/** Of some made-up ids the one that lies closest above the percentage. */
export function idAbove(key: string, percent: number): string {
  const ids = Array.from({ length: 2000 }, (_, index) => `flaghoist-probe-${index}`);
  const above = ids
    .map((id) => ({ id, bucket: flipperCrc32.bucket(key, id) ?? 0 }))
    .filter(({ id }) => flipperCrc32.selects(key, id, percent) === false)
    .sort((a, b) => a.bucket - b.bucket);
  return above[0]?.id ?? "flaghoist-probe";
}

/** `{"data":{"features":[{"name":"a","value":true}]}}`; null where it is not that. */
function featuresIn(json: unknown): ReadonlyMap<string, boolean> | null {
  const data = fields(fields(json).data).features;
  if (!Array.isArray(data)) return null;
  const known = data.map(fields).filter((one) => typeof one.name === "string" && typeof one.value === "boolean");
  return new Map(known.map(({ name, value }) => [String(name), value === true]));
}

const fields = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" ? { ...value } : {});
