export type Found = { readonly found: true; readonly value: unknown } | { readonly found: false };

/** The syntax of a JSON Pointer (RFC 6901, section 3): empty, or parts that each begin with `/`, `~` only as `~0`, `~1`. */
export function isPointer(text: string): boolean {
  return /^(\/([^~/]|~[01])*)*$/u.test(text);
}

/**
 * The value a JSON Pointer names (RFC 6901, section 4); `""` is the whole document. Lists are entered by their indexes
 * only, written without leading zeros, and objects by their own keys only: no `length`, no `constructor`, nothing runs.
 */
export function follow(document: unknown, pointer: string): Found {
  const parts = pointer.split("/").slice(1);
  const keys = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return keys.reduce<Found>((at, key) => (at.found ? enter(at.value, key) : at), { found: true, value: document });
}

function enter(value: unknown, key: string): Found {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return { found: false };
  if (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(key)) return { found: false };
  return { found: true, value: (value as Readonly<Record<string, unknown>>)[key] };
}

/** The value a JSON Pointer names, undefined where there is none: for answers whose shape is read part by part. */
export function valueAt(document: unknown, pointer: string): unknown {
  const at = follow(document, pointer);
  return at.found ? at.value : undefined;
}
