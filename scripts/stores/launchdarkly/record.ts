import type { Applied } from "../../flag/running.ts";
import { isObject, type Json } from "../flagd/json.ts";
import { fromMetadata, toMetadata } from "../flagd/record.ts";

/** What a flag remembers of our last write in one environment. */
export type Remembered =
  | { readonly kind: "nothing" }
  | { readonly kind: "applied"; readonly applied: Applied }
  /** We took it out of this environment. */
  | { readonly kind: "removed" };

const prefix = "flaghoist.";

/** A flag has one set of custom properties for all its environments, so each environment has a key of its own. */
export const propertyKey = (environment: string) => `${prefix}${environment}`;

/** LaunchDarkly takes up to 64 values a property, each of 1 to 64 characters. */
const longest = 64;

/**
 * The record as a custom property: `plan=form1095b`, `standing=canary`... A value that is too long goes on in the next
 * entry of the same name (`plan.1=`). People read it beside the flag; it never holds an actor's id.
 */
export function toProperty(environment: string, applied: Applied, removed: boolean): Json {
  const facts = Object.entries(toMetadata(applied)).map(([name, value]) => [name.slice(prefix.length), String(value)]);
  const value = [...facts, ...(removed ? [["removed", "yes"]] : [])].flatMap(([name, text]) => cut(name!, text!));
  return { name: `Flaghoist in ${environment}`.slice(0, longest), value };
}

function cut(name: string, text: string): readonly string[] {
  const room = longest - name.length - 5;
  const characters = [...text];
  const pieces = Array.from({ length: Math.max(1, Math.ceil(characters.length / room)) }, (_, index) =>
    characters.slice(index * room, (index + 1) * room).join(""),
  );
  return pieces.map((piece, index) => (index === 0 ? `${name}=${piece}` : `${name}.${index}=${piece}`));
}

/** What is remembered for an environment; nothing where any part of it is missing, because a guess is no record. */
export function rememberedIn(properties: Json, environment: string): Remembered {
  const found = Object.hasOwn(properties, propertyKey(environment)) ? properties[propertyKey(environment)] : null;
  if (!isObject(found) || !Array.isArray(found.value)) return { kind: "nothing" };
  const facts = new Map<string, string>();
  const parts = found.value.map((entry) => /^([A-Za-z]+)(?:\.(\d+))?=(.*)$/s.exec(String(entry)));
  if (!parts.every((part) => part !== null)) return { kind: "nothing" };
  for (const [, name, index = "0", text] of parts.sort((a, b) => Number(a[2] ?? 0) - Number(b[2] ?? 0))) {
    facts.set(name!, index === "0" ? text! : `${facts.get(name!) ?? ""}${text}`);
  }
  if (facts.get("removed") === "yes") return { kind: "removed" };
  const numbers = ["percent", "actors"];
  const metadata = [...facts].map(([name, text]) => [prefix + name, numbers.includes(name) ? number(text) : text]);
  const applied = fromMetadata(Object.fromEntries(metadata));
  return applied === null ? { kind: "nothing" } : { kind: "applied", applied };
}

const number = (text: string) => (/^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : null);

/** True where some environment of the flag holds a record of ours: the flag is one that plans speak of. */
export function isOurs({ properties }: { readonly properties: Json }): boolean {
  return Object.keys(properties)
    .filter((key) => key.startsWith(prefix))
    .some((key) => rememberedIn(properties, key.slice(prefix.length)).kind !== "nothing");
}

/** Every record the flag holds, whatever the environment. */
export function recordsIn(properties: Json): readonly Applied[] {
  return Object.keys(properties)
    .filter((key) => key.startsWith(prefix))
    .map((key) => rememberedIn(properties, key.slice(prefix.length)))
    .flatMap((one) => (one.kind === "applied" ? [one.applied] : []));
}
