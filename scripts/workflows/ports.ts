import type { DateTime } from "luxon";
import type { Secrets } from "../flag/secrets.ts";
import type { Notify, ProviderSettings, StoreSettings } from "../flag/settings.ts";
import type { Forge } from "../forge/forge.ts";
import type { Provider } from "../metrics/provider.ts";
import type { Notifier } from "../notices/notice.ts";
import type { Store } from "../stores/store.ts";

/** The outside world of every workflow. Composition roots build it; nothing else reaches out. */
export interface Ports {
  readonly forge: Forge;
  readonly openStore: (settings: StoreSettings) => Store;
  readonly openProviders: (settings: readonly ProviderSettings[]) => ReadonlyMap<string, Provider>;
  readonly openNotifiers: (settings: readonly Notify[]) => readonly Notifier[];
  readonly secrets: Secrets;
  readonly now: DateTime;
  /** Where people see all that this pass says; left out where there is no such page. */
  readonly page?: string;
  /** Told what is being done, for whoever waits. */
  readonly progress: (doing: string) => void;
}
