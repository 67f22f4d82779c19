import { capabilities, whyNotHeld } from "../flag/capabilities.ts";
import type { Exposure } from "../flag/exposure.ts";
import type { Reading } from "../flag/running.ts";
import type { Secrets } from "../flag/secrets.ts";
import type { Clock } from "../http/retry.ts";
import { type LaunchDarklyApi, type LaunchDarklySettings, openApi } from "./launchdarkly/api.ts";
import { writeAll } from "./launchdarkly/batch.ts";
import { all, find, guarded } from "./launchdarkly/listing.ts";
import { resultOf, type Said } from "./launchdarkly/refusal.ts";
import { readingIn, readingOf } from "./launchdarkly/running.ts";
import type { Held, Store } from "./store.ts";

export type { LaunchDarklySettings } from "./launchdarkly/api.ts";

/**
 * LaunchDarkly through its REST API, one environment of one project. Never tried on the live service: it is built on the
 * published API description (https://launchdarkly.com/docs/api), on how LaunchDarkly's own Terraform provider uses it, and
 * on the real server SDK, which evaluates what this writes.
 *
 * Everyone is a default rule that serves `on`, a percentage a default rule that rolls out by the key of the kind `user`
 * with `off` listed first, named actors are individual targets, nobody is targeting off, with targets and default rule
 * taken back as well, so that turning it on by hand shows nobody. A person's emergency switch leaves them, and so is
 * seen as drift. The record of our last write is a custom property of its own for each environment.
 *
 * Each change is one JSON Patch, which is applied whole or not at all, and which begins by testing the version of the
 * flag in this environment and our record as they were read: whoever was faster makes it fail. Semantic patch has no
 * such test and does not say in which order it lists a rollout. What is removed is turned off here, and archived once it
 * is off in every environment; archiving can be undone.
 */
export function launchDarklyStore(
  settings: LaunchDarklySettings,
  secrets: Secrets,
  more: { readonly clock?: Clock; readonly timeoutMs?: number } = {},
): Store {
  const api = openApi(settings, { secrets, ...more });
  const { project, environment } = settings;

  return {
    name: `launchdarkly ${project}/${environment}`,
    capabilities: capabilities.launchdarkly,
    holds,
    async read(keys) {
      if (keys.length === 0) return new Map();
      const found = await look(api, environment, keys);
      return new Map(
        keys.map((key) => [key, found.ok ? found.value(key) : { kind: "unreadable", why: found.refusal.why }]),
      );
    },
    async keys() {
      const found = await all(api, "live");
      if (!found.ok) return [];
      const there = [...found.value].filter(
        ([, flag]) => flag === null || readingOf(flag, environment, false).kind !== "absent",
      );
      return there.map(([key]) => key);
    },
    async write(writes) {
      if (writes.length === 0) return [];
      const watched = await guarded(api);
      if (!watched.ok) return writes.map(({ key }) => resultOf(key, watched.refusal));
      return writeAll(api, { environment, watched: watched.value, holds }, writes);
    },
    lastChange: (key) => api.lastChange(key),
  };
}

function holds(exposure: Exposure): Held {
  const why = whyNotHeld(capabilities.launchdarkly, exposure);
  return why === null ? { ok: true } : { ok: false, why };
}

/** As many requests as the list has pages, and one for the guarded rollouts. */
async function look(
  api: LaunchDarklyApi,
  environment: string,
  keys: readonly string[],
): Promise<Said<(key: string) => Reading>> {
  const found = await find(api, keys);
  if (!found.ok) return found;
  const watched = await guarded(api);
  if (!watched.ok) return watched;
  return { ok: true, value: (key) => readingIn(found.value, key, environment, watched.value) };
}
