import type { Reading } from "../../scripts/flag/running.ts";
import type { StoreSettings } from "../../scripts/flag/settings.ts";
import type { Forge } from "../../scripts/forge/forge.ts";
import { memoryStore } from "../../scripts/stores/memory.ts";
import type { Store } from "../../scripts/stores/store.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { settings, type Town, town } from "./town.ts";

/** A town with a store for each of two environments, and what was written to them in the order it was asked for. */
export interface TwoStores {
  readonly here: Town;
  readonly flags: Readonly<Record<"staging" | "production", Map<string, Reading>>>;
  readonly asked: string[];
  /** `over`: what one of the stores does otherwise. */
  ports(over?: Partial<Record<string, Partial<Store>>>, forge?: Partial<Forge>): Ports;
}

const staging = "  staging: { stores: [{ kind: memory, name: staging }] }\n";

export async function twoStores(): Promise<TwoStores> {
  const here = await town({ settings: settings.replace("  production:", `${staging}  production:`) });
  const flags = { staging: new Map<string, Reading>(), production: new Map<string, Reading>() };
  const asked: string[] = [];
  const open = (name: "staging" | "production", over: Partial<Store> = {}): Store => {
    const inner = { ...memoryStore({ name, flags: flags[name] }), ...over };
    return {
      ...inner,
      write(writes) {
        asked.push(...writes.map(({ key }) => `${key} in ${name}`));
        return inner.write(writes);
      },
    };
  };
  return {
    here,
    flags,
    asked,
    ports: (over = {}, forge = {}) => {
      const named = (one: StoreSettings) =>
        one.kind === "memory" && one.name === "staging" ? "staging" : "production";
      return { ...here.ports(forge), openStore: (one) => open(named(one), over[named(one)]) };
    },
  };
}

export const shown = (flags: ReadonlyMap<string, Reading>, key = "download") => {
  const reading = flags.get(key);
  return reading?.kind === "running" ? reading.running.exposure : null;
};

/** Something that never answers until it is let go. */
export function hanging() {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { until, release: () => release() };
}
