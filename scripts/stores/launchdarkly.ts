import type { Secrets } from "../flag/secrets.ts";
import type { StoreSettings } from "../flag/settings.ts";
import type { Store } from "./store.ts";

export type LaunchDarklySettings = Extract<StoreSettings, { kind: "launchdarkly" }>;

export function launchDarklyStore(settings: LaunchDarklySettings, _secrets: Secrets): Store {
  throw new Error(`not built: ${settings.kind}`);
}
