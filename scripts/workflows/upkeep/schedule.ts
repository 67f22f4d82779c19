/** The days over which the gaps of a schedule are looked at, from a Monday on. */
const days = 14;

/** The cron lines a workflow file is started by. Read from its text: nothing else of it matters here. */
export function cronsIn(workflow: string): readonly string[] {
  const told = workflow
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n");
  return [...told.matchAll(/\bcron:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n}"']+?)(?=\s*(?:,\s|[#\n}]|$)))/g)].map(
    ([, double, single, bare]) => (double ?? single ?? bare ?? "").trim(),
  );
}

/**
 * The longest time between two starts of a schedule, in minutes, as POSIX cron of five fields has it; null where it is
 * not understood, or starts less than twice in a fortnight.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/crontab.html
 */
export function longestGap(crons: readonly string[]): number | null {
  const schedules = crons.map(fieldsOf);
  if (schedules.some((fields) => fields === null)) return null;
  const starts: number[] = [];
  for (let minute = 0; minute < days * 1440; minute += 1) {
    if (schedules.some((fields) => fields !== null && startsAt(fields, minute))) starts.push(minute);
  }
  const gaps = starts.slice(1).map((start, index) => start - starts[index]!);
  return gaps.length === 0 ? null : Math.max(...gaps);
}

interface Fields {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
}

const ranges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** Schedules by the day of the month or by the month are rarer than what is looked at here, and not understood. */
function fieldsOf(cron: string): Fields | null {
  const written = cron.split(/\s+/);
  if (written.length !== 5 || written[2] !== "*" || written[3] !== "*") return null;
  const sets = written.map((field, place) => valuesOf(field, ranges[place]!));
  const [minutes, hours, , , weekdays] = sets;
  if (!minutes || !hours || !weekdays) return null;
  return { minutes, hours, weekdays: new Set([...weekdays].map((day) => day % 7)) };
}

function valuesOf(field: string, [least, most]: readonly [number, number]): ReadonlySet<number> | null {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const [, range = "", step = "1"] = /^(\*|\d+(?:-\d+)?)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
    if (range === "") return null;
    const [from, to] = range === "*" ? [least, most] : range.split("-").map(Number);
    const last = to ?? (part.includes("/") ? most : from!);
    if (from! < least || last > most || from! > last) return null;
    for (let value = from!; value <= last; value += Number(step)) values.add(value);
  }
  return values;
}

/** Minutes count from the midnight a Monday begins with. */
function startsAt({ minutes, hours, weekdays }: Fields, at: number): boolean {
  const [minute, hour, day] = [at % 60, Math.floor(at / 60) % 24, (Math.floor(at / 1440) + 1) % 7];
  return minutes.has(minute) && hours.has(hour) && weekdays.has(day);
}
