import type { WriteResult } from "../flag/running.ts";
import type { Secrets } from "../flag/secrets.ts";
import type { StoreKindSettings, StoreSettings } from "../flag/settings.ts";
import { fileAt } from "./file.ts";
import { flagdStore } from "./flagd.ts";
import { openApi } from "./flipper/api.ts";
import { databaseIn } from "./flipper/database.ts";
import { openProbe } from "./flipper/probe.ts";
import { flipperHttpStore } from "./flipper-http.ts";
import { flipperScriptStore } from "./flipper-script.ts";
import { flipperSqlStore } from "./flipper-sql.ts";
import { goFeatureFlagStore } from "./go-feature-flag.ts";
import { launchDarklyStore } from "./launchdarkly.ts";
import { memoryStore } from "./memory.ts";
import { ofrepEvaluation } from "./ofrep.ts";
import { publishedAt } from "./publish.ts";
import type { Store } from "./store.ts";
import type { TextFile } from "./text-file.ts";
import { unleashStore } from "./unleash.ts";

/** Where relative paths start, and where the names of secrets are looked up. */
export interface StoreWorld {
  readonly root: string;
  readonly secrets: Secrets;
  /** Where a store's file is kept. Default: below `root`. */
  readonly document?: (file: string) => TextFile;
  /** Where people put what a store is to read, and no store writes. Default: below `root`. */
  readonly handedIn?: (file: string) => TextFile;
  /** A file on another branch of the repository. */
  readonly branch?: (branch: string, file: string) => TextFile;
}

/**
 * The store that settings name, asked who sees its flags where the settings say. Opening asks nothing of the world:
 * what is wrong with it, its answers say.
 */
export function openStore({ verify, ...settings }: StoreSettings, at: StoreWorld): Store {
  const store = openKind(settings, at);
  return verify === undefined ? store : verifiedBy(store, ofrepEvaluation(verify, at.secrets));
}

/** Somebody else is asked what is served: what the store proved on its own evaluator is no answer to that. */
function verifiedBy(store: Store, evaluate: NonNullable<Store["evaluate"]>): Store {
  const unproven = (result: WriteResult): WriteResult =>
    "served" in result ? { key: result.key, detail: result.detail, status: result.status } : result;
  return { ...store, evaluate, write: async (writes) => (await store.write(writes)).map(unproven) };
}

function openKind(settings: StoreKindSettings, at: StoreWorld): Store {
  const document = (file: string) => at.document?.(file) ?? fileAt(at.root, file);
  const { secrets } = at;
  switch (settings.kind) {
    case "flagd":
      return flagdStore(publishedAt(settings.publish, at));
    case "go-feature-flag":
      return goFeatureFlagStore(publishedAt(settings.publish, at));
    case "unleash":
      return unleashStore(settings, secrets);
    case "launchdarkly":
      return launchDarklyStore(settings, secrets);
    case "flipper-sql":
      return flipperSqlStore(settings.url, databaseIn(settings.url, secrets));
    case "flipper-http": {
      const { url, token, record } = settings;
      return flipperHttpStore(url.replace(/[?#].*/, ""), openApi({ url, token, secrets }), document(record));
    }
    case "flipper-script": {
      const { out, actors, probe } = settings;
      const asked = probe === null ? null : openProbe(probe);
      const answer = `${out}.json`;
      return flipperScriptStore({
        path: out,
        script: document(out),
        answer: at.handedIn?.(answer) ?? document(answer),
        actors,
        secrets,
        probe: asked,
      });
    }
    case "memory":
      return memoryStore({ name: `memory ${settings.name}` });
  }
}
