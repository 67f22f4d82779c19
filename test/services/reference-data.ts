/** The end of the reference data: 2026-01-15T12:00:00Z, in seconds since 1970. Every known answer is at this time. */
export const T = 1_768_478_400;

const step = 15;
const hours = 3;
const times = Array.from({ length: (hours * 3600) / step + 1 }, (_, index) => T - hours * 3600 + index * step);

/**
 * Three hours of samples every 15 s, as OpenMetrics text. Counters start at 0 and rise by the same number each step, so
 * that every answer is known by construction: 1 % errors with the flag on, 0.5 % with it off.
 */
export function referenceData(): string {
  const requests = [
    ["on", 200, 990],
    ["on", 500, 10],
    ["off", 200, 995],
    ["off", 500, 5],
  ] as const;
  const buckets = [
    ["0.1", 900],
    ["0.5", 990],
    ["1.0", 1000],
    ["+Inf", 1000],
  ] as const;
  return [
    "# TYPE http_requests counter",
    ...requests.flatMap(([variant, code, rise]) =>
      rising(`http_requests_total{flag="rx",variant="${variant}",code="${code}"}`, rise),
    ),
    "# TYPE http_dur histogram",
    ...buckets.flatMap(([le, rise]) => rising(`http_dur_bucket{flag="rx",le="${le}"}`, rise)),
    "# TYPE broken_ratio gauge",
    ...times.map((time) => `broken_ratio NaN ${time}`),
    "# TYPE stopped gauge",
    ...times.filter((time) => time <= T - 1200).map((time) => `stopped 1 ${time}`),
    "# TYPE zero_requests counter",
    ...rising("zero_requests_total", 0),
    "# TYPE reset_requests counter",
    ...times.map((time, index) => `reset_requests_total ${10 * (index % 100)} ${time}`),
    "# TYPE gap_requests counter",
    ...rising("gap_requests_total", 10).filter((_, index) => !(times[index]! > T - 2700 && times[index]! < T - 900)),
    "# EOF\n",
  ].join("\n");
}

const rising = (series: string, rise: number) => times.map((time, index) => `${series} ${index * rise} ${time}`);

/** A counter that rises by `rise` every hour for `days` until T. */
export function longCounter(name: string, days: number, rise: number): string {
  const count = days * 24;
  const samples = Array.from(
    { length: count + 1 },
    (_, index) => `${name}_total ${index * rise} ${T - (count - index) * 3600}`,
  );
  return [`# TYPE ${name} counter`, ...samples, "# EOF\n"].join("\n");
}

/** A counter that began before anybody looked: first seen at `first`, then one more every 15 s, `rise` in all, until T. */
export function lateCounter(name: string, first: number, rise: number): string {
  const samples = Array.from({ length: rise + 1 }, (_, index) => {
    return `${name}_total ${first + index} ${T - (rise - index) * step}`;
  });
  return [`# TYPE ${name} counter`, ...samples, "# EOF\n"].join("\n");
}
