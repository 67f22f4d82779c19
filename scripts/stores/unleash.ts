import { capabilities } from "../flag/capabilities.ts";
import type { WriteResult } from "../flag/running.ts";
import type { Secrets } from "../flag/secrets.ts";
import type { StoreSettings } from "../flag/settings.ts";
import type { Store } from "./store.ts";
import { type ApiWorld, openApi } from "./unleash/api.ts";
import { lastChangeOf } from "./unleash/events.ts";
import { fieldsOf, listIn } from "./unleash/feature.ts";
import { flagsIn } from "./unleash/flags.ts";
import { holdsExposure } from "./unleash/holds.ts";
import { evaluateAll } from "./unleash/playground.ts";
import { readAll } from "./unleash/read.ts";
import type { Refusal } from "./unleash/refusal.ts";
import { carryOut, notTried, type Outcome } from "./unleash/write.ts";

export type UnleashSettings = Extract<StoreSettings, { kind: "unleash" }>;

/**
 * Unleash over its Admin API (https://docs.getunleash.io/api-overview): one project, one of its environments. A flag has
 * a percentage strategy, whose title is the record of our last write; a strategy that lists the named actors; and one
 * for everyone. Strategies that others made are reported and stay.
 *
 * Only flags of true and false: Unleash has no value for those for whom a flag is off. Variants that somebody adds choose
 * a value for those for whom it is on and let nobody in, so they are neither read nor touched.
 */
export function unleashStore(
  settings: UnleashSettings,
  secrets: Secrets,
  world: Omit<ApiWorld, "secrets"> = {},
): Store {
  const { url, project, environment } = settings;
  const api = openApi(settings, { ...world, secrets });
  const flags = flagsIn(api, project, environment, world.clock);

  return {
    name: `unleash ${url.replace(/[?#].*/, "")} ${project} ${environment}`,
    capabilities: capabilities.unleash,
    holds: holdsExposure,
    read: (keys) => readAll(api, flags, keys),
    async keys() {
      const names = (json: unknown) =>
        listIn(fieldsOf(json).features)?.map((one) => String(fieldsOf(one).name)) ?? null;
      const found = await api.ask(`/projects/${encodeURIComponent(project)}/features`, names);
      return found.ok ? found.value : [];
    },
    async write(writes) {
      const results: WriteResult[] = [];
      let stops: Refusal | null = null;
      for (const write of writes) {
        const outcome: Outcome = stops === null ? await carryOut(flags, write) : notTried(write.key, stops);
        stops = outcome.stops;
        results.push(outcome.result);
      }
      return results;
    },
    evaluate: (asked) => evaluateAll(api, flags, asked),
    lastChange: (key) => lastChangeOf(api, key, environment),
  };
}
