import type { Secrets } from "../flag/secrets.ts";
import type { ProviderSettings } from "../flag/settings.ts";
import { readAddress } from "../http/address.ts";
import type { Clock } from "../http/retry.ts";
import { readSecrets, wholeHeader } from "../http/token.ts";
import { cloudWatchProvider, cloudWatchUrl } from "./cloudwatch.ts";
import { datadogProvider, datadogUrl } from "./datadog.ts";
import { analyticsProvider, analyticsUrl } from "./google-analytics.ts";
import { jsonProvider } from "./json.ts";
import { manualProvider } from "./manual.ts";
import { newRelicProvider, newRelicUrl } from "./new-relic.ts";
import { prometheusProvider } from "./prometheus.ts";
import type { Provider } from "./provider.ts";
import { recordedProvider } from "./recorded.ts";
import { refusingProvider } from "./refusing.ts";

export interface Surroundings {
  /** The repository's folder: files of providers lie below it. */
  readonly root: string;
  readonly secrets: Secrets;
  /** For tests that wait for nothing. */
  readonly clock?: Clock;
}

/**
 * Every provider of the settings by its name, and the built-in `manual`. Opening asks nobody and never throws: what is
 * wrong with a provider's settings is the answer to each of its questions.
 */
export function openProviders(settings: readonly ProviderSettings[], at: Surroundings): ReadonlyMap<string, Provider> {
  const opened = settings.map((one) => open(one, at));
  return new Map([...opened, manualProvider()].map((provider) => [provider.name, provider]));
}

function open(settings: ProviderSettings, { root, secrets, clock }: Surroundings): Provider {
  const { name, kind, retention } = settings;
  if (kind === "recorded") return recordedProvider({ name, file: settings.file, root, retention });
  const address = readAddress(addressOf(settings));
  if (!address.ok) return refusingProvider(name, `provider ${name}: ${address.why}`);
  const { url } = address;
  const rest = { name, url, retention, ...(clock && { clock }) };
  const refused = ({ why }: { readonly why: string }) => refusingProvider(name, `provider ${name}: ${why}`);

  switch (kind) {
    case "prometheus": {
      const read = readSecrets({ token: [settings.token, "sent as the bearer token"] }, secrets);
      return read.ok ? prometheusProvider({ ...rest, ...read.values }) : refused(read);
    }
    case "datadog": {
      const { api, apiKey, applicationKey } = settings;
      const needed = {
        apiKey: [apiKey, "sent as DD-API-KEY"],
        applicationKey: [applicationKey, "sent as DD-APPLICATION-KEY"],
      } as const;
      const read = readSecrets(needed, secrets);
      return read.ok ? datadogProvider({ ...rest, api, ...read.values }) : refused(read);
    }
    case "new-relic": {
      const read = readSecrets({ token: [settings.token, "sent as API-Key"] }, secrets);
      return read.ok ? newRelicProvider({ ...rest, account: settings.account, ...read.values }) : refused(read);
    }
    case "cloudwatch": {
      const { region, accessKeyId, secretAccessKey, sessionToken } = settings;
      const needed = {
        accessKeyId: [accessKeyId, "sent with every signature"],
        secretAccessKey: [secretAccessKey, "what requests are signed with"],
        sessionToken: [sessionToken, "sent as X-Amz-Security-Token"],
      } as const;
      const read = readSecrets(needed, secrets);
      return read.ok ? cloudWatchProvider({ ...rest, region, keys: read.values }) : refused(read);
    }
    case "google-analytics": {
      const read = readSecrets({ token: [settings.token, "sent as the bearer token"] }, secrets);
      return read.ok ? analyticsProvider({ ...rest, property: settings.property, ...read.values }) : refused(read);
    }
    case "json": {
      const { method, body, headers, pointer } = settings;
      const named = Object.entries(headers).map(
        ([header, variable]) => [header.toLowerCase(), [variable, `sent as ${header}`]] as const,
      );
      const read = readSecrets(Object.fromEntries(named), secrets, wholeHeader);
      const request = { url: settings.url, method, body };
      return read.ok ? jsonProvider({ ...rest, request, headers: read.values, pointer }) : refused(read);
    }
  }
}

/** The address the settings name, or the vendor's own. */
function addressOf(settings: Exclude<ProviderSettings, { readonly kind: "recorded" }>): string {
  switch (settings.kind) {
    case "prometheus":
    case "json":
      return settings.url;
    case "datadog":
      return settings.url ?? datadogUrl(settings.site);
    case "new-relic":
      return settings.url ?? newRelicUrl(settings.region);
    case "cloudwatch":
      return settings.url ?? cloudWatchUrl(settings.region);
    case "google-analytics":
      return settings.url ?? analyticsUrl;
  }
}
