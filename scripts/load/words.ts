import { hidePersonal } from "../flag/personal.ts";
import type { Path } from "./diagnostic.ts";

/** What a place is called in a message: its key, or its number in a list. */
export function nameOf(path: Path, root = "the file"): string {
  const last = path.at(-1);
  if (last === undefined) return root;
  return typeof last === "number" ? `item ${last + 1} of ${nameOf(path.slice(0, -1), root)}` : last;
}

/** A value as a message shows it: cropped, and without what names a real person. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return value === "" ? "empty text" : `"${crop(value)}"`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" && !Number.isFinite(value)) return Number.isNaN(value) ? ".nan" : ".inf";
  return typeof value === "object" ? "a map" : hidePersonal(String(value));
}

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

const longest = 60;

function crop(text: string): string {
  const line = hidePersonal(text.slice(0, longest * 4)).replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}...` : line;
}
