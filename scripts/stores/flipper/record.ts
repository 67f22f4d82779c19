import type { Applied } from "../../flag/running.ts";
import { fromMetadata, toMetadata } from "../flagd/record.ts";

/** The record of a write as JSON text; Flipper itself has no place for one. */
export function writeRecord(applied: Applied): string {
  return JSON.stringify(toMetadata(applied));
}

/** The record back; null where it is none, or any part of it is missing, because a guess is no record. */
export function readRecord(text: string | null): Applied | null {
  if (text === null) return null;
  try {
    return fromMetadata(JSON.parse(text));
  } catch {
    return null;
  }
}
