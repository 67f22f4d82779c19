/** The settings as they are written. */
export interface WrittenSettings {
  readonly environments: Readonly<
    Record<string, { readonly stores: readonly WrittenStore[]; readonly propagation?: string }>
  >;
  readonly providers?: Readonly<Record<string, WrittenProvider>>;
  readonly disciplines?: Readonly<Record<string, readonly string[]>>;
  readonly policy?: {
    readonly firstPercentAtMost?: number;
    readonly soakAtLeast?: string;
    readonly requireCriteriaFrom?: number;
    readonly disciplines?: readonly string[];
    readonly distinctApprovers?: boolean;
  };
  readonly hours?: { readonly days: readonly string[]; readonly from: string; readonly until: string };
  readonly freezes?: readonly { readonly from: string; readonly until: string; readonly reason: string }[];
  readonly merge?: { readonly automatic?: boolean; readonly method?: "merge" | "squash" | "rebase" };
  readonly notify?: readonly { readonly kind: "slack" | "webhook"; readonly webhook: string }[];
}

export type WrittenStore = WrittenStoreKind & {
  readonly verify?: { readonly url: string; readonly token?: string };
};

type WrittenDocument = { readonly file: string } | { readonly publish: WrittenPublication };

export type WrittenPublication =
  | { readonly to: "file"; readonly file: string }
  | { readonly to: "branch"; readonly branch: string; readonly file: string }
  | { readonly to: "redis"; readonly url: string; readonly key: string }
  | {
      readonly to: "etcd";
      readonly url: string;
      readonly key: string;
      readonly user?: string;
      readonly password?: string;
    }
  | {
      readonly to: "s3";
      readonly url?: string;
      readonly region: string;
      readonly bucket: string;
      readonly key: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  | {
      readonly to: "manifest";
      readonly file: string;
      readonly resource: "FeatureFlag" | "ConfigMap";
      readonly name: string;
      readonly namespace?: string;
    };

export type WrittenStoreKind =
  | ({ readonly kind: "flagd" } & WrittenDocument)
  | ({ readonly kind: "go-feature-flag" } & WrittenDocument)
  | {
      readonly kind: "unleash";
      readonly url: string;
      readonly token: string;
      readonly project?: string;
      readonly environment: string;
    }
  | {
      readonly kind: "launchdarkly";
      readonly url?: string;
      readonly token: string;
      readonly project: string;
      readonly environment: string;
    }
  | { readonly kind: "flipper-sql"; readonly url: string }
  | { readonly kind: "flipper-http"; readonly url: string; readonly token?: string; readonly record: string }
  | { readonly kind: "flipper-script"; readonly out: string; readonly actors?: string; readonly probe?: string }
  | { readonly kind: "memory"; readonly name?: string };

export type WrittenProvider =
  | { readonly kind: "prometheus"; readonly url: string; readonly token?: string; readonly retention?: string }
  | { readonly kind: "recorded"; readonly file: string; readonly retention?: string }
  | {
      readonly kind: "datadog";
      readonly site: string;
      readonly api?: "v1" | "v2";
      readonly apiKey: string;
      readonly applicationKey: string;
      readonly url?: string;
      readonly retention?: string;
    }
  | {
      readonly kind: "new-relic";
      readonly region: "us" | "eu";
      readonly account: number;
      readonly token: string;
      readonly url?: string;
      readonly retention?: string;
    }
  | {
      readonly kind: "cloudwatch";
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
      readonly url?: string;
      readonly retention?: string;
    }
  | {
      readonly kind: "google-analytics";
      readonly property: number;
      readonly token: string;
      readonly url?: string;
      readonly retention?: string;
    }
  | {
      readonly kind: "json";
      readonly url: string;
      readonly method?: "GET" | "POST";
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly pointer?: string;
      readonly retention?: string;
    };
