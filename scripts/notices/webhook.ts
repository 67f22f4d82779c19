import type { Notice, Notifier, Told } from "./notice.ts";

/** What a webhook wants in its body. */
export type Shape = (notice: Notice) => unknown;

/** Slack's incoming webhook: `text`, in which only `& < >` are special (https://docs.slack.dev/messaging/formatting-message-text). */
export const slackShape: Shape = ({ text }) => ({ text: escapeSlack(text) });

/** Any other address: the notice as it is. */
export const plainShape: Shape = (notice) => notice;

const patience = 10_000;

/** Posts JSON to an address that is itself a secret: no message ever shows it. */
export function webhook(name: string, address: string, shape: Shape): Notifier {
  return {
    name,
    tell: (notice) =>
      post(address, JSON.stringify(shape(notice))).catch((error: unknown) => ({
        kind: "not-told",
        why: `${name}: ${error instanceof DOMException ? "no answer within 10 s" : "could not be reached"}`,
      })),
  };
}

/** A notifier whose address is not there: it says so each time. */
export function unset(name: string, why: string): Notifier {
  return { name, tell: async () => ({ kind: "not-told", why: `${name}: ${why}` }) };
}

async function post(address: string, body: string): Promise<Told> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(patience),
  });
  await response.body?.cancel();
  if (response.ok) return { kind: "told" };
  return { kind: "not-told", why: `answered ${response.status}` };
}

const escapeSlack = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
