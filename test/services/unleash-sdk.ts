import { InMemStorageProvider, Unleash } from "unleash-client";
import type { UnleashServer } from "./unleash.ts";

/** What Unleash's own SDK for Node answers about one flag. */
export interface Answers {
  /** Those of the ids that have it on, in their order. */
  readonly on: readonly string[];
  /** Whether a caller without an id has it on. */
  readonly keyless: boolean;
}

/** Starts the SDK as an application does, asks it about the flag as the server has it now, and ends it. */
export async function askSdk(server: UnleashServer, key: string, ids: readonly string[]): Promise<Answers> {
  const client = new Unleash({
    appName: "flaghoist-tests",
    url: `${server.url}/api/`,
    customHeaders: { authorization: server.clientToken },
    refreshInterval: 600_000,
    disableMetrics: true,
    storageProvider: new InMemStorageProvider(),
    skipInstanceCountWarning: true,
    disableAutoStart: true,
  });
  try {
    const problem = new Promise<never>((_, reject) => client.on("error", reject));
    const ready = new Promise<void>((resolve) => client.once("synchronized", () => resolve()));
    await Promise.race([client.start().then(() => ready), problem]);
    return {
      on: ids.filter((userId) => client.isEnabled(key, { userId })),
      keyless: client.isEnabled(key, {}),
    };
  } finally {
    client.destroy();
  }
}
