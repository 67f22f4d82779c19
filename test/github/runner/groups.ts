/** What happened to a run that wanted into a concurrency group. */
export type Entry = "entered" | "replaced";

interface Waiting {
  readonly enter: (entry: Entry) => void;
}

interface Group {
  running: { readonly cancel: () => void } | null;
  readonly waiting: Waiting[];
}

export interface Groups {
  /** Waits for its turn; `replaced` where a later one took its place. */
  enter(
    name: string,
    wanted: { readonly cancels: boolean; readonly queue: "single" | "max"; readonly cancel: () => void },
  ): Promise<Entry>;
  leave(name: string): void;
}

/** As many as GitHub lets wait with `queue: max`. */
const mostWaiting = 100;

/** Concurrency groups: one runs, one waits (a newer one takes its place), or up to a hundred wait. */
export function concurrencyGroups(): Groups {
  const groups = new Map<string, Group>();
  const group = (name: string): Group => {
    const known = groups.get(name.toLowerCase()) ?? { running: null, waiting: [] };
    groups.set(name.toLowerCase(), known);
    return known;
  };
  return {
    enter(name, { cancels, queue, cancel }) {
      const here = group(name);
      if (here.running === null) {
        here.running = { cancel };
        return Promise.resolve("entered");
      }
      if (cancels) here.running.cancel();
      const room = queue === "max" ? mostWaiting : 1;
      while (here.waiting.length >= room) here.waiting.shift()!.enter("replaced");
      return new Promise((resolve) => {
        const enter = (entry: Entry) => {
          if (entry === "entered") here.running = { cancel };
          resolve(entry);
        };
        here.waiting.push({ enter });
      });
    },
    leave(name) {
      const here = group(name);
      here.running = null;
      here.waiting.shift()?.enter("entered");
    },
  };
}
