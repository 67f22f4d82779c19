import type { Secrets } from "../flag/secrets.ts";
import type { ProviderSettings } from "../flag/settings.ts";
import { readAddress } from "./address.ts";
import { manualProvider } from "./manual.ts";
import { prometheusProvider } from "./prometheus.ts";
import type { Provider } from "./provider.ts";
import { recordedProvider } from "./recorded.ts";
import { refusingProvider } from "./refusing.ts";
import type { Clock } from "./retry.ts";

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
  const { name, kind } = settings;
  switch (kind) {
    case "recorded":
      return recordedProvider({ name, file: settings.file, root, retention: settings.retention });
    case "prometheus": {
      const address = readAddress(settings.url);
      if (!address.ok) return refusingProvider(name, `provider ${name}: ${address.why}`);
      const token = readToken(settings.token, secrets);
      if (!token.ok) return refusingProvider(name, `provider ${name}: ${token.why}`);
      const { retention } = settings;
      return prometheusProvider({ name, url: address.url, token: token.value, retention, ...(clock && { clock }) });
    }
  }
}

type Token = { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly why: string };

/** The value of the variable the settings name. A trailing line break, common in pasted secrets, is no part of it. */
function readToken(variable: string | null, secrets: Secrets): Token {
  if (variable === null) return { ok: true, value: null };
  const value = secrets(variable)?.trim() ?? "";
  if (value === "") return { ok: false, why: `set ${variable} in the environment: it is sent as the bearer token` };
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return {
      ok: false,
      why: `${variable} holds characters that no header can carry (spaces, line breaks): set it again`,
    };
  }
  return { ok: true, value };
}
