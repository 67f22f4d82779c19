import type { Secrets } from "../flag/secrets.ts";
import type { StoreSettings } from "../flag/settings.ts";
import { fileAt } from "./file.ts";
import { flagdStore } from "./flagd.ts";
import { memoryStore } from "./memory.ts";
import type { Store } from "./store.ts";

/** Where relative paths start, and where the names of secrets are looked up. */
export interface StoreWorld {
  readonly root: string;
  readonly secrets: Secrets;
}

/** The store that settings name. Opening asks nothing of the world: what is wrong with it, its answers say. */
export function openStore(settings: StoreSettings, at: StoreWorld): Store {
  switch (settings.kind) {
    case "flagd":
      return flagdStore(fileAt(at.root, settings.file));
    case "memory":
      return memoryStore({ name: `memory ${settings.name}` });
  }
}
