import { resolveWindow } from "../flag/query.ts";
import type { Provider } from "./provider.ts";

/** A provider whose settings cannot be used: it answers every question with why, so that only its own metrics suffer. */
export function refusingProvider(name: string, why: string): Provider {
  return {
    name,
    resolve: ({ query, window }) => resolveWindow(query, window.from, window.to),
    ask: async () => ({ kind: "error", reason: "config", why }),
  };
}
