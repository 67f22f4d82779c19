import type { Reading, Write, WriteResult } from "../../flag/running.ts";
import { judge } from "../judge.ts";
import type { Held } from "../store.ts";
import { decode } from "./decode.ts";
import type { Document } from "./document.ts";
import { editFlags } from "./edit.ts";
import { encode, holdsExposure, holdsVariants } from "./encode.ts";
import { isObject, type Json } from "./json.ts";
import { withRecord } from "./record.ts";
import { verify } from "./verify.ts";

/** A document to publish, and what is known of each write before that. */
export interface Draft {
  /** Null where nothing is to be written. */
  readonly text: string | null;
  /** One a write, in order: `go` for those the text carries. */
  readonly verdicts: readonly ("go" | WriteResult)[];
}

type Refused = ReadonlyMap<string, string>;

/**
 * The document as it reads once these writes are in it, proven on flagd's evaluator. Writes that the evaluator refuses
 * are left out and the others go on; where it refuses what no write touches, nothing goes on.
 */
export async function compile(
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
    const verdict = judge(write, readingOf(before), holds(write));
    if (verdict === "go") pending.set(key, flagFor(write, before));
    return verdict;
  });
  if (pending.size === 0) return { text: null, verdicts };

  const text = editFlags(document.text, pending);
  const written = writes.filter(({ key, exposure }) => exposure !== null && pending.has(key));
  const meant = new Map(written.map(({ key, exposure, variants }) => [key, { exposure: exposure!, variants }]));
  const verified = await verify(text, meant);
  if (verified.document !== null) return { text: null, verdicts: verdicts.map(invalid(writes, verified.document)) };
  if (verified.flags.size === 0) return { text, verdicts };
  return compile(document, writes, new Map([...refused, ...verified.flags]));
}

/** What one flag of the document says; absent where it has none of that key. */
export function readingOf(flag: unknown): Reading {
  return flag === undefined ? { kind: "absent" } : decode(flag);
}

/** An own property only: a flag may be named like a method every object has. */
export function flagIn(flags: Json, key: string): unknown {
  return Object.hasOwn(flags, key) ? flags[key] : undefined;
}

function holds({ key, exposure, variants }: Write): Held {
  if (exposure === null) return { ok: true };
  if (key === "") return { ok: false, why: "a flag key is empty" };
  const held = holdsExposure(exposure);
  return held.ok ? holdsVariants(variants) : held;
}

/** Our form of the flag, with whatever else stands in it left in its place. */
function flagFor({ exposure, variants, applied }: Write, before: unknown): Json | null {
  if (exposure === null) return null;
  const kept = isObject(before) ? before : {};
  const { targeting, ...shape } = encode(exposure, variants);
  const flag: Record<string, unknown> = { ...kept, ...shape, targeting, metadata: withRecord(kept.metadata, applied) };
  if (targeting === null) delete flag.targeting;
  return flag;
}

function invalid(writes: readonly Write[], why: string) {
  return (verdict: "go" | WriteResult, index: number): WriteResult =>
    verdict === "go" ? { key: writes[index]!.key, status: "invalid", detail: `nothing was written: ${why}` } : verdict;
}
