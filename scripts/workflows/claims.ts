import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { Repository } from "../forge/forge.ts";
import type { Located } from "../load/diagnostic.ts";
import type { Change } from "../plan/move.ts";
import { isPlanFile, loadFile, planName } from "./read.ts";

/** Flag key -> names of the plans that claim it. */
export type Claims = ReadonlyMap<string, readonly string[]>;

export function claimsOf(plans: readonly Located<ReleasePlan>[]): Claims {
  return collectClaims(plans.flatMap(({ value }) => value.flags.map(({ key }) => ({ key, plan: value.name }))));
}

/**
 * Who else claims the flag keys that a change brings in, once it is merged: the plans of base as it is now, but for
 * those it changes. Keys that were there before cost nothing to look up.
 */
export async function claimsAfter(
  repository: Repository,
  base: string,
  changes: readonly Change[],
  settings: Settings,
): Promise<Claims> {
  const claimed = changes.flatMap(({ name, head }) => (head?.flags ?? []).map(({ key }) => ({ key, plan: name })));
  const known = new Set(changes.flatMap(({ base }) => (base?.flags ?? []).map(({ key }) => key)));
  const fresh = claimed.map(({ key }) => key).filter((key) => !known.has(key));
  if (fresh.length === 0) return collectClaims(claimed);

  const changed = new Set(changes.map(({ name }) => name));
  const mentions = await repository.grep(base, fresh, []);
  const paths = [...new Set(mentions.map((line) => line.slice(0, line.lastIndexOf(":"))))].filter(isPlanFile);
  const others = (await repository.tree(base, "flags")).filter(({ path }) => paths.includes(path));
  const files = others.filter(({ path }) => !changed.has(planName(path)));
  const blobs = await repository.read(files.map(({ oid }) => oid));
  const claims = files.flatMap((file) => {
    const result = loadFile(file, blobs.get(file.oid), settings);
    return result.ok ? result.loaded.value.flags.map(({ key }) => ({ key, plan: planName(file.path) })) : [];
  });
  return collectClaims([...claimed, ...claims]);
}

/** Gathers pairs of a flag key and a plan that claims it. */
export function collectClaims(pairs: readonly { readonly key: string; readonly plan: string }[]): Claims {
  const claims = new Map<string, string[]>();
  for (const { key, plan } of pairs) {
    const plans = claims.get(key) ?? [];
    if (!plans.includes(plan)) claims.set(key, [...plans, plan]);
  }
  return claims;
}
