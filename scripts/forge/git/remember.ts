/** So many answers of each kind are kept: enough for one pass over the pull requests of a day. */
const most = 200;

/** Full ids of commits never change what they mean: what was answered about them once is answered from memory. */
export function remember<A extends readonly string[], T>(
  answer: (...asked: A) => Promise<T>,
): (...asked: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...asked) => {
    const key = asked.join("\0");
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = answer(...asked);
    found.catch(() => known.delete(key));
    if (known.size >= most) known.delete(known.keys().next().value!);
    known.set(key, found);
    return found;
  };
}
