import type { Exposure } from "../../flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../../flag/running.ts";
import type { Json } from "../flagd/json.ts";
import { judge } from "../judge.ts";
import type { Held } from "../store.ts";
import type { Document, Format } from "./format.ts";

/** A document to publish, and what is known of each write before that. */
export interface Draft {
  /** Null where nothing is to be written. */
  readonly text: string | null;
  /** One a write, in order: `go` for those the text carries. */
  readonly verdicts: readonly ("go" | WriteResult)[];
}

type Refused = ReadonlyMap<string, string>;

/**
 * The document as it reads once these writes are in it, proven on its evaluator. Writes that the evaluator refuses
 * are left out and the others go on; where it refuses what no write touches, nothing goes on.
 */
export async function compile(
  format: Format,
  document: Document,
  writes: readonly Write[],
  refused: Refused = new Map(),
): Promise<Draft> {
  const pending = new Map<string, Json | null>();
  const verdicts = writes.map((write): "go" | WriteResult => {
    const { key } = write;
    const why = refused.get(key);
    if (why !== undefined) return { key, status: "invalid", detail: `nothing was written: ${why}` };
    const before = pending.has(key) ? (pending.get(key) ?? undefined) : flagIn(document.flags, key);
    const verdict = judge(write, readingOf(format, before), holds(format, write));
    if (verdict === "go") pending.set(key, isKept(write) ? format.flagFor(write, before) : null);
    return verdict;
  });
  if (pending.size === 0) return { text: null, verdicts };

  const text = format.edit(document.text, pending);
  const made = new Map(writes.filter((_, index) => verdicts[index] === "go").map((write) => [write.key, write]));
  const kept = [...made.values()].filter(isKept);
  const meant = new Map(kept.map(({ key, exposure, variants }) => [key, { exposure, variants }]));
  const verified = await format.verify(text, meant);
  if (verified.document !== null) return { text: null, verdicts: verdicts.map(invalid(writes, verified.document)) };
  if (verified.flags.size === 0) return { text, verdicts };
  return compile(format, document, writes, new Map([...refused, ...verified.flags]));
}

/** What one flag of the document says; absent where it has none of that key. */
export function readingOf(format: Format, flag: unknown): Reading {
  return flag === undefined ? { kind: "absent" } : format.decode(flag);
}

/** An own property only: a flag may be named like a method every object has. */
export function flagIn(flags: Json, key: string): unknown {
  return Object.hasOwn(flags, key) ? flags[key] : undefined;
}

function holds(format: Format, { key, exposure, variants }: Write): Held {
  if (exposure === null) return { ok: true };
  if (key === "") return { ok: false, why: "a flag key is empty" };
  const held = format.holds(exposure);
  return held.ok ? format.holdsVariants(variants) : held;
}

const isKept = (write: Write): write is Write & { readonly exposure: Exposure } => write.exposure !== null;

function invalid(writes: readonly Write[], why: string) {
  return (verdict: "go" | WriteResult, index: number): WriteResult =>
    verdict === "go" ? { key: writes[index]!.key, status: "invalid", detail: `nothing was written: ${why}` } : verdict;
}
