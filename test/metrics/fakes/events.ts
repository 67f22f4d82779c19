/** What the fakes count: `amount` events together every `every` seconds, from <= t < until, in seconds since 1970. */
interface Counter {
  readonly every: number;
  readonly amount: number;
  readonly from: number;
  readonly until: number;
}

const at = (text: string) => Date.parse(text) / 1000;
const long = { from: at("2024-01-01T00:00:00Z"), until: at("2027-01-01T00:00:00Z") };

const counters: Readonly<Record<string, Counter>> = {
  downloads: { every: 15, amount: 10, ...long },
  errors: { every: 600, amount: 1, ...long },
  /** Ended two hours before the windows of the suites do. */
  stopped: { every: 15, amount: 10, ...long, until: at("2026-01-15T10:00:00Z") },
};

/** How many events of a counter lie in from <= t < to, in seconds since 1970; null where none does or nobody counts it. */
export function eventsIn(name: string, from: number, to: number): number | null {
  const counter = Object.hasOwn(counters, name) ? counters[name] : undefined;
  if (counter === undefined) return null;
  const { every, amount } = counter;
  const before = (time: number) =>
    Math.ceil((Math.min(Math.max(time, counter.from), counter.until) - counter.from) / every);
  const times = before(to) - before(from);
  return times > 0 ? times * amount : null;
}
