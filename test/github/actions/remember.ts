import type { Repository } from "../emulator/state/repository.ts";

/** Remembers a repository of the bench as it is; calling what it gives back makes it so again, as often as wanted. */
export function remember(repository: Repository): () => void {
  const refs = new Map(repository.git.refs.list("refs/"));
  const kept = Object.entries(repository).map(([key, value]) => [key, copy(value)] as const);
  return () => {
    const { git } = repository;
    for (const [ref] of git.refs.list("refs/")) if (!refs.has(ref)) git.refs.set(ref, null);
    for (const [ref, oid] of refs) git.refs.set(ref, oid);
    for (const [key, value] of kept) restore(repository, key, copy(value));
  };
}

/** Lists and maps stay the same objects, for who holds them; what is in them is as it was. */
function restore(repository: Repository, key: string, value: unknown): void {
  const here: unknown = Reflect.get(repository, key);
  if (here instanceof Map && value instanceof Map) {
    here.clear();
    for (const [name, one] of value) here.set(name, one);
  } else if (here instanceof Set && value instanceof Set) {
    here.clear();
    for (const one of value) here.add(one);
  } else if (Array.isArray(here) && Array.isArray(value)) {
    here.splice(0, here.length, ...value);
  } else {
    Reflect.set(repository, key, value);
  }
}

/** Copies what may change; times, and other repositories, stay what they are. */
function copy(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, copy(one)]));
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null || "git" in value) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype || "refs" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)]));
}
