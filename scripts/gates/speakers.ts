/**
 * Who speaks for which discipline, where one person may speak for one only: as many disciplines as possible, and where
 * not all, the earlier of the list first. A maximum matching by augmenting paths (H. W. Kuhn, 1955), so that the answer
 * does not depend on the order in which people answered.
 */
export function assign(
  disciplines: readonly string[],
  candidates: (discipline: string) => readonly string[],
): ReadonlyMap<string, string> {
  const speaks = new Map<string, string>();

  const place = (discipline: string, tried: Set<string>): boolean => {
    for (const person of [...candidates(discipline)].sort()) {
      if (tried.has(person)) continue;
      tried.add(person);
      const taken = speaks.get(person);
      if (taken === undefined || place(taken, tried)) {
        speaks.set(person, discipline);
        return true;
      }
    }
    return false;
  };

  for (const discipline of disciplines) place(discipline, new Set());
  return new Map([...speaks].map(([person, discipline]) => [discipline, person]));
}
