import type { Answer } from "../callers.ts";

export type Json = Readonly<Record<string, unknown>>;

/** True where a body speaks of a flag, as an error of the protocol does too. */
export function isAbout(json: unknown): json is Json {
  return typeof json === "object" && json !== null && "errorCode" in json;
}

/**
 * One evaluation. On is the variant `on`, whatever its value: a flag may serve `false` to those who see it. Where variants
 * have other names, on is the value true. A flag that is unknown or
 * disabled leaves each caller to the default of its own code, and nobody here knows that; a caller without an id who is
 * refused for it is one who does not see the flag.
 */
export function answerIn(json: unknown): Answer {
  const { value, variant, reason, errorCode } = Object(json) as Json;
  if (errorCode === "TARGETING_KEY_MISSING") return { kind: "served", on: false };
  if (errorCode === "FLAG_NOT_FOUND") return unknown("it does not know the flag");
  if (errorCode !== undefined) return unknown(`it answered with the error ${word(errorCode)}`);
  if (reason === "DISABLED") return unknown("it calls the flag disabled: each application serves its own default");
  if (value === undefined) return unknown("it gave no value: each application serves its own default");
  if (variant === "on" || variant === "off") return { kind: "served", on: variant === "on" };
  if (typeof value === "boolean") return { kind: "served", on: value };
  return unknown(`it served the variant ${word(variant)}, which is neither on nor off`);
}

/** The flags asked about, from the answer about all flags. */
export function answersIn(json: unknown, keys: readonly string[]): ReadonlyMap<string, Answer> {
  const { flags } = Object(json) as Json;
  const found = new Map(
    (Array.isArray(flags) ? flags : []).map((flag) => [(Object(flag) as Json).key, answerIn(flag)]),
  );
  return new Map(keys.map((key) => [key, found.get(key) ?? unknown("it does not know the flag")]));
}

const unknown = (why: string): Answer => ({ kind: "unknown", why: `the OFREP endpoint cannot say: ${why}` });

/** A stranger's word, short enough and plain enough for a sentence. */
const word = (text: unknown) => (typeof text === "string" && /^[\w.-]{1,60}$/.test(text) ? text : "(unreadable)");
