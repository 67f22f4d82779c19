import type { Secrets } from "../flag/secrets.ts";
import type { Notify } from "../flag/settings.ts";
import type { Notifier } from "./notice.ts";
import { plainShape, slackShape, unset, webhook } from "./webhook.ts";

/** Every notifier of the settings. An address that is not set, or not https (or loopback), is a notifier that says so. */
export function openNotifiers(settings: readonly Notify[], secrets: Secrets): readonly Notifier[] {
  return settings.map(({ kind, webhook: variable }) => {
    const address = secrets(variable)?.trim();
    if (!address) return unset(kind, `set ${variable} in the environment to the webhook's address`);
    if (!allowed(address)) return unset(kind, `${variable} is not an https address`);
    return webhook(kind, address, kind === "slack" ? slackShape : plainShape);
  });
}

function allowed(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === "https:" || (url?.protocol === "http:" && url.hostname === "127.0.0.1");
}
