import type { DateTime, Duration } from "luxon";

/** `.github/flaghoist.yaml`: the guardrails of a repository. Always read from the base branch. */
export interface Settings {
  /** In the order plans climb them. */
  readonly environments: readonly Environment[];
  readonly providers: readonly ProviderSettings[];
  /** Who may speak for a discipline: GitHub users (`@login`) or teams (`@org/team`). */
  readonly disciplines: Readonly<Record<string, readonly string[]>>;
  readonly policy: Policy;
  readonly hours: Hours | null;
  readonly freezes: readonly Freeze[];
  readonly merge: { readonly automatic: boolean; readonly method: "merge" | "squash" | "rebase" };
  readonly notify: readonly Notify[];
}

export interface Environment {
  readonly name: string;
  readonly stores: readonly StoreSettings[];
  /** How long after a write every running process has seen it. */
  readonly propagation: Duration;
}

export type StoreSettings = StoreKindSettings & {
  /** Who is asked whether a write is seen, where it is not the store itself: an OFREP endpoint. */
  readonly verify?: OfrepSettings;
};

/** A store alone, whoever verifies it. */
export type StoreKindSettings =
  | { readonly kind: "flagd"; readonly publish: Publication }
  | { readonly kind: "go-feature-flag"; readonly publish: Publication }
  /** `environment` is Unleash's own name for it. */
  | {
      readonly kind: "unleash";
      readonly url: string;
      readonly token: string;
      readonly project: string;
      readonly environment: string;
    }
  /** `project` and `environment` are LaunchDarkly's own keys; url is null for the vendor's own address. */
  | {
      readonly kind: "launchdarkly";
      readonly url: string | null;
      readonly token: string;
      readonly project: string;
      readonly environment: string;
    }
  /** `url` names the environment variable that holds the address of the database. */
  | { readonly kind: "flipper-sql"; readonly url: string }
  | {
      readonly kind: "flipper-http";
      readonly url: string;
      readonly token: string | null;
      /** The file that remembers what was written, because Flipper has no place for it. */
      readonly record: string;
    }
  | {
      readonly kind: "flipper-script";
      /** The Ruby script that is written; what it printed when it ran is kept beside it, as `<out>.json`. */
      readonly out: string;
      /** Names the environment variable that holds the actors' ids, one a line. */
      readonly actors: string;
      /** Where anybody may ask which features are on; null asks nobody. */
      readonly probe: string | null;
    }
  | { readonly kind: "memory"; readonly name: string };

/** An OpenFeature Remote Evaluation Protocol endpoint; `token` names an environment variable. */
export interface OfrepSettings {
  readonly url: string;
  readonly token: string | null;
}

/** Where a document of flags is published. Names in capitals elsewhere (`url`, `token`, ...) are of environment variables. */
export type Publication =
  | { readonly to: "file"; readonly file: string }
  /** A file on another branch of this repository. */
  | { readonly to: "branch"; readonly branch: string; readonly file: string }
  /** `url` names the environment variable with its address, redis://user:password@host:port/db. */
  | { readonly to: "redis"; readonly url: string; readonly key: string }
  | {
      readonly to: "etcd";
      readonly url: string;
      readonly key: string;
      readonly user: string | null;
      readonly password: string | null;
    }
  /** `url` is null for AWS itself. */
  | {
      readonly to: "s3";
      readonly url: string | null;
      readonly region: string;
      readonly bucket: string;
      readonly key: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | null;
    }
  /** A Kubernetes manifest that holds the document, for a GitOps tool to apply. */
  | {
      readonly to: "manifest";
      readonly file: string;
      readonly resource: "FeatureFlag" | "ConfigMap";
      readonly name: string;
      readonly namespace: string | null;
    };

export type ProviderSettings = { readonly name: string; readonly retention: Duration | null } & (
  | { readonly kind: "prometheus"; readonly url: string; readonly token: string | null }
  | { readonly kind: "recorded"; readonly file: string }
  | ({ readonly kind: "datadog"; readonly site: string; readonly api: "v1" | "v2" } & Vendor<
      "apiKey" | "applicationKey"
    >)
  | ({ readonly kind: "new-relic"; readonly region: "us" | "eu"; readonly account: number } & Vendor<"token">)
  | ({ readonly kind: "cloudwatch"; readonly region: string; readonly sessionToken: string | null } & Vendor<
      "accessKeyId" | "secretAccessKey"
    >)
  | ({ readonly kind: "google-analytics"; readonly property: number } & Vendor<"token">)
  | {
      readonly kind: "json";
      /** May hold the placeholders of requestPlaceholders, as may the body. */
      readonly url: string;
      readonly method: "GET" | "POST";
      /** By header name, the environment variable that holds its value. */
      readonly headers: Readonly<Record<string, string>>;
      /** Only with POST; null sends none. */
      readonly body: string | null;
      /** Where the number stands (RFC 6901). Null: the metric's query says it, and `{{query}}` stands nowhere. */
      readonly pointer: string | null;
    }
);

/** `Secret` names keys that hold names of environment variables; url is null for the vendor's own address. */
type Vendor<Secret extends string> = { readonly [K in Secret]: string } & { readonly url: string | null };

/** Guardrails no plan can loosen. */
export interface Policy {
  readonly firstPercentAtMost: number;
  readonly soakAtLeast: Duration;
  /** Percent from which a stage must have a criterion that reverts. */
  readonly requireCriteriaFrom: number;
  /** Always needed, whatever a plan says. */
  readonly disciplines: readonly string[];
  /** One person speaks for one discipline. */
  readonly distinctApprovers: boolean;
}

export interface Hours {
  /** ISO weekdays, 1 is Monday. */
  readonly days: readonly number[];
  /** Minutes after local midnight in the plan's zone: from <= t < until. */
  readonly from: number;
  readonly until: number;
}

/** Whole local days in the plan's zone, both ends inclusive: `2025-12-20`. */
export interface Freeze {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

export type Notify = { readonly kind: "slack" | "webhook"; readonly webhook: string };

/** True where the plan's local day of `now` lies in the freeze. */
export function freezes({ from, until }: Freeze, now: DateTime): boolean {
  const day = now.toISODate();
  return day !== null && from <= day && day <= until;
}
