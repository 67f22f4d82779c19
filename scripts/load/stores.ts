import type { Publication, StoreKindSettings, StoreSettings } from "../flag/settings.ts";
import type { Path } from "./diagnostic.ts";
import type { Problem } from "./problem.ts";
import type { WrittenPublication, WrittenStore, WrittenStoreKind } from "./written-settings.ts";

/** The store with what it may leave out filled in. */
export function storeOf(
  { verify, ...store }: WrittenStore,
  environment: string,
  path: Path,
  problems: Problem[],
): StoreSettings {
  if ("file" in store && "publish" in store) {
    const message = "a store takes `file` or `publish`, not both: `file` is short for publish: { to: file }";
    problems.push({ path: [...path, "publish"], at: "key", message });
  }
  if (store.kind === "go-feature-flag" && "publish" in store && isFeatureFlag(store.publish)) {
    const message =
      "a FeatureFlag holds a document of flagd: publish one of GO Feature Flag as `ConfigMap`, or write `kind: flagd`";
    problems.push({ path: [...path, "publish", "resource"], at: "value", message });
  }
  const asked = verify === undefined ? {} : { verify: { url: verify.url, token: verify.token ?? null } };
  return { ...kindOf(store, environment), ...asked };
}

function kindOf(store: WrittenStoreKind, environment: string): StoreKindSettings {
  switch (store.kind) {
    case "memory":
      return { kind: "memory", name: store.name ?? environment };
    case "flipper-sql":
      return { kind: "flipper-sql", url: store.url };
    case "flipper-http":
      return { ...store, token: store.token ?? null };
    case "flipper-script":
      return { ...store, actors: store.actors ?? "FLAGHOIST_ACTORS", probe: store.probe ?? null };
    case "unleash":
      return { ...store, project: store.project ?? "default" };
    case "launchdarkly":
      return { ...store, url: store.url ?? null };
    case "flagd":
    case "go-feature-flag":
      return {
        kind: store.kind,
        publish: "file" in store ? { to: "file", file: store.file } : publicationOf(store.publish),
      };
  }
}

const isFeatureFlag = (publish: WrittenPublication) => publish.to === "manifest" && publish.resource === "FeatureFlag";

function publicationOf(publish: WrittenPublication): Publication {
  switch (publish.to) {
    case "file":
    case "branch":
    case "redis":
      return publish;
    case "etcd":
      return { ...publish, user: publish.user ?? null, password: publish.password ?? null };
    case "s3":
      return { ...publish, url: publish.url ?? null, sessionToken: publish.sessionToken ?? null };
    case "manifest":
      return { ...publish, namespace: publish.namespace ?? null };
  }
}
