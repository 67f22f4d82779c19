import { DateTime } from "luxon";
import type { Applied } from "../../flag/running.ts";

type Metadata = Readonly<Record<string, string | number | boolean>>;

const prefix = "flaghoist.";

/** The record of a write as flag metadata, whose values may only be text, numbers and booleans. */
export function toMetadata({ plan, standing, exposure, variants, commit, at, cohort }: Applied): Metadata {
  const { percent, actors, digest } = exposure;
  const facts = { plan, standing, percent, actors, actorsDigest: digest, variantsDigest: variants, cohort, commit, at };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [prefix + name, value]));
}

/** The record back from a flag's metadata; null where any part of it is missing, because a guess is no record. */
export function fromMetadata(metadata: unknown): Applied | null {
  if (typeof metadata !== "object" || metadata === null) return null;
  const facts = metadata as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof facts[prefix + name] === "string" ? (facts[prefix + name] as string) : null);
  const count = (name: string) => (typeof facts[prefix + name] === "number" ? (facts[prefix + name] as number) : null);
  const [plan, standing, commit, at, cohort] = [
    text("plan"),
    text("standing"),
    text("commit"),
    text("at"),
    text("cohort"),
  ];
  const [digest, variants, percent, actors] = [
    text("actorsDigest"),
    text("variantsDigest"),
    count("percent"),
    count("actors"),
  ];
  if (plan === null || standing === null || commit === null || at === null || cohort === null) return null;
  if (digest === null || variants === null || percent === null || actors === null) return null;
  if (!DateTime.fromISO(at).isValid) return null;
  return { plan, standing, exposure: { percent, actors, digest }, variants, commit, at, cohort };
}

/** A flag's metadata with the record replaced: what others keep there stays, in its place. */
export function withRecord(metadata: unknown, applied: Applied): Readonly<Record<string, unknown>> {
  const others = typeof metadata === "object" && metadata !== null ? Object.entries(metadata) : [];
  return { ...Object.fromEntries(others.filter(([name]) => !name.startsWith(prefix))), ...toMetadata(applied) };
}
