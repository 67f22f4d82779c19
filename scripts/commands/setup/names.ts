import type { ReleasePlan } from "../../flag/plan.ts";
import type { ProviderSettings, Publication, Settings, StoreSettings } from "../../flag/settings.ts";

/** The GitHub environments that hold secrets, each for the one workflow of its name. */
export const environmentNames = ["flag-gate", "flag-sync", "flag-monitor"] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** The secret that holds the App's private key; every environment has it. */
export const keyName = "FLAGHOIST_PRIVATE_KEY";

/** Names of the secrets that each environment must hold beside the App's key, by what settings and plans name. */
export function secretNames(
  settings: Settings,
  plans: readonly ReleasePlan[],
): Readonly<Record<EnvironmentName, readonly string[]>> {
  const stores = settings.environments.flatMap(({ stores }) => stores.flatMap(ofStore));
  const providers = settings.providers.flatMap(ofProvider);
  const notices = settings.notify.map(({ webhook }) => webhook);
  const people = plans.flatMap(({ stages }) =>
    stages.flatMap(({ exposure }) =>
      (exposure?.actors ?? []).flatMap(({ id }) => (id.kind === "secret" ? [id.name] : [])),
    ),
  );
  const all = (...names: readonly (readonly (string | null)[])[]) =>
    [...new Set(names.flat().filter((name) => name !== null))].sort();
  return {
    "flag-gate": all(stores, providers, people),
    "flag-sync": all(stores, people),
    "flag-monitor": all(stores, providers, notices, people),
  };
}

function ofStore(store: StoreSettings): readonly (string | null)[] {
  return [...ofKind(store), store.verify?.token ?? null];
}

function ofKind(store: StoreSettings): readonly (string | null)[] {
  switch (store.kind) {
    case "memory":
      return [];
    case "flagd":
    case "go-feature-flag":
      return ofPublication(store.publish);
    case "unleash":
    case "launchdarkly":
      return [store.token];
    case "flipper-sql":
      return [store.url];
    case "flipper-http":
      return [store.token];
    case "flipper-script":
      return [store.actors];
  }
}

function ofPublication(publish: Publication): readonly (string | null)[] {
  switch (publish.to) {
    case "file":
    case "branch":
    case "manifest":
      return [];
    case "redis":
      return [publish.url];
    case "etcd":
      return [publish.user, publish.password];
    case "s3":
      return [publish.accessKeyId, publish.secretAccessKey, publish.sessionToken];
  }
}

function ofProvider(provider: ProviderSettings): readonly (string | null)[] {
  switch (provider.kind) {
    case "recorded":
      return [];
    case "prometheus":
    case "new-relic":
    case "google-analytics":
      return [provider.token];
    case "datadog":
      return [provider.apiKey, provider.applicationKey];
    case "cloudwatch":
      return [provider.accessKeyId, provider.secretAccessKey, provider.sessionToken];
    case "json":
      return Object.values(provider.headers);
  }
}
