import type { InEnvironment, Strategy } from "../../../scripts/stores/unleash/feature.ts";
import { titleOf } from "../../../scripts/stores/unleash/title.ts";

export const key = "rx_v2";

const plain = { disabled: false, constraints: [], segments: 0 };

export function percentOf(rollout: string, title: string | null, more: Partial<Strategy> = {}): Strategy {
  const parameters = { rollout, stickiness: "userId", groupId: key };
  return { ...plain, id: "p", name: "flexibleRollout", title, parameters, ...more };
}

export function actorsOf(values: readonly string[], more: Partial<Strategy> = {}): Strategy {
  const only = { contextName: "userId", operator: "IN", values, inverted: false, caseInsensitive: false };
  return { ...percentOf("100", titleOf("actors")), id: "a", constraints: [only], ...more };
}

export function everyoneOf(more: Partial<Strategy> = {}): Strategy {
  return { ...plain, id: "e", name: "default", title: titleOf("everyone"), parameters: {}, ...more };
}

export const on = (...strategies: readonly Strategy[]): InEnvironment => ({ enabled: true, strategies });
export const off = (...strategies: readonly Strategy[]): InEnvironment => ({ enabled: false, strategies });
