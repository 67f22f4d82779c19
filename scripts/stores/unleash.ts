import type { Secrets } from "../flag/secrets.ts";
import type { StoreSettings } from "../flag/settings.ts";
import type { Store } from "./store.ts";

export type UnleashSettings = Extract<StoreSettings, { kind: "unleash" }>;

export function unleashStore(settings: UnleashSettings, _secrets: Secrets): Store {
  throw new Error(`not built: ${settings.kind}`);
}
