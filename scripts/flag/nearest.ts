/**
 * The candidate a writer most likely meant, or null where none is near: at most a third of the letters may differ,
 * where a letter added, dropped, changed or swapped with its neighbour is one difference.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase().slice(0, 80);
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | null = null;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > allowed) continue;
    const distance = differences(wanted, candidate.toLowerCase());
    if (distance <= allowed && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

/** `did you mean X?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === null ? "" : `did you mean \`${meant}\`?`;
}

/** Optimal string alignment distance (Damerau 1964, each part edited at most once). */
function differences(a: string, b: string): number {
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current.push(Math.min(changed, previous[j]! + 1, current[j - 1]! + 1, swapped ? before[j - 2]! + 1 : changed));
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}
