import type { Secrets } from "../flag/secrets.ts";

/** What a header can carry in one word, and in several, as `Bearer ...` is. */
const token = /^[\x21-\x7e]+$/;
export const wholeHeader = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/** What a provider needs of the environment: by our name, the variable that holds it and what becomes of it. */
type Needed = Readonly<Record<string, readonly [variable: string | null, use: string]>>;

type Values<T extends Needed> = { readonly [K in keyof T]: null extends T[K][0] ? string | null : string };

export type Read<T extends Needed> =
  | { readonly ok: true; readonly values: Values<T> }
  | { readonly ok: false; readonly why: string };

/**
 * The values of the variables the settings name, null where they name none. A trailing line break, common in pasted
 * secrets, is no part of one; anything a header cannot carry is refused, by the variable's name and never its value.
 */
export function readSecrets<T extends Needed>(needed: T, secrets: Secrets, form = token): Read<T> {
  const values: Record<string, string | null> = {};
  for (const [name, [variable, use]] of Object.entries(needed)) {
    const value = variable === null ? null : (secrets(variable)?.trim() ?? "");
    if (value === "") return { ok: false, why: `set ${variable} in the environment: it is ${use}` };
    if (value !== null && !form.test(value)) {
      return {
        ok: false,
        why: `${variable} holds characters that no header can carry (spaces, line breaks): set it again`,
      };
    }
    values[name] = value;
  }
  return { ok: true, values: values as Values<T> };
}
