import { createHash } from "node:crypto";
import type { Repository } from "../forge/forge.ts";
import { isPlanFile, settingsFile } from "./read.ts";

/**
 * Digest of what a verdict rests on in the repository: the settings, and each plan that changes, before and after. The
 * same digest of what was merged says that this is what was judged, whatever else moved in between.
 */
export async function judgedDigest(repository: Repository, base: string, head: string): Promise<string> {
  const from = (await repository.mergeBase(base, head)) ?? base;
  const [changed, settings] = await Promise.all([repository.diff(from, head), repository.tree(base, settingsFile)]);
  const plans = changed
    .filter(({ path }) => isPlanFile(path))
    .map(({ path, before, after }) => [path, before?.oid ?? null, after?.oid ?? null] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const all = [settings.map(({ path, oid, kind }) => [path, oid, kind]), plans];
  return createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 32);
}
