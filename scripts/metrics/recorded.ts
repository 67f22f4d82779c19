import { readFile, realpath, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import type { Duration } from "luxon";
import type { Answered, ErrorReason } from "../flag/measurement.ts";
import { resolveWindow } from "../flag/query.ts";
import { quoter } from "../http/quote.ts";
import { keptFor, uncovered } from "./coverage.ts";
import { spell } from "./instant.ts";
import { readNumber } from "./number.ts";
import type { Provider, Question } from "./provider.ts";
import { type Read, type Recording, readCsv, readJson } from "./recording.ts";

export interface RecordedSettings {
  readonly name: string;
  /** Below root: `.csv` or `.json`. scripts/metrics/recording.ts has the format. */
  readonly file: string;
  readonly root: string;
  /** How far back the counts are to be believed, where the settings say so. */
  readonly retention: Duration | null;
}

/**
 * Counts over time from a file of the repository. The query is the name of a series; the answer is the sum of its rows
 * with from <= time < to. The file is read once, at the first question.
 */
export function recordedProvider({ name, file, root, retention }: RecordedSettings): Provider {
  let reading: Promise<Read | Wrong> | null = null;
  return {
    name,
    resolve: ({ query, window }) => resolveWindow(query, window.from, window.to),
    async ask(question) {
      const short = retention === null ? null : uncovered(question, keptFor(retention), name);
      if (short !== null) return short;
      reading ??= readRecording(root, file);
      const read = await reading;
      if ("kind" in read) return read;
      if (!read.ok) return wrong("bad-shape", `${file}, ${read.place}: ${read.why}`);
      return sum(read.recording, question, file);
    },
  };
}

type Wrong = Extract<Answered, { readonly kind: "error" }>;

function sum({ series, rows }: Recording, { query, window, allowPartial }: Question, file: string): Answered {
  const name = query.trim();
  if (!series.includes(name)) {
    return wrong("bad-query", quote(`${file} has no series "${cut(name)}": it has ${series.join(", ")}`));
  }
  const inside = rows.filter(({ time }) => window.from <= time && time < window.to);
  const span = `${spell(window.from)} to ${spell(window.to)}`;
  if (inside.length === 0) return { kind: "no-data", why: `${file} has no row from ${span}` };
  if (rows[0]!.time > window.from) {
    return wrong("coverage", `${file} begins ${spell(rows[0]!.time)}, after the window's start ${spell(window.from)}`);
  }
  const end = coveredUntil(rows.map(({ time }) => time.toMillis()));
  if (end !== null && end < window.to.toMillis()) {
    return wrong(
      "coverage",
      `${file} ends with ${spell(rows.at(-1)!.time)}, before the window's end ${spell(window.to)}`,
    );
  }

  const values = inside.map(({ time, counts }) => ({ time, answer: readNumber(counts.get(name), quote) }));
  for (const { time, answer } of values) {
    if (answer.kind === "error") return { ...answer, why: `${file}, ${spell(time)}, ${cut(name)}: ${answer.why}` };
  }
  const numbers = values.flatMap(({ answer }) => (answer.kind === "number" ? [answer.value] : []));
  if (numbers.length === 0) return { kind: "no-data", why: `${file} has no value of ${cut(name)} from ${span}` };
  if (numbers.length < inside.length && !allowPartial) {
    return wrong("partial", `${file} has ${cut(name)} in ${numbers.length} of ${inside.length} rows from ${span}`);
  }
  return readNumber(numbers.reduce((total, value) => total + value, 0));
}

/** The end of the last row: it is taken to be as long as the one before it. Null for a single row, whose length nobody knows. */
function coveredUntil(times: readonly number[]): number | null {
  const [before, last] = times.slice(-2);
  return before === undefined || last === undefined ? null : last + (last - before);
}

const mostBytes = 16 * 1_048_576;

async function readRecording(root: string, file: string): Promise<Read | Wrong> {
  const ending = /\.(csv|json)$/.exec(file)?.[1];
  if (ending === undefined) return wrong("config", `${file}: a recording is a .csv or .json file`);
  try {
    const [house, path] = [await realpath(root), await realpath(resolve(root, file))];
    if (!path.startsWith(house + sep)) return wrong("config", `${file} lies outside the repository: move it inside`);
    const { size } = await stat(path);
    if (size > mostBytes) return wrong("too-large", `${file} has ${size} bytes, the most is ${mostBytes}`);
    const text = await readFile(path, "utf8");
    return ending === "csv" ? readCsv(text) : readJson(text);
  } catch (thrown) {
    const missing = thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
    return wrong(
      missing ? "not-found" : "config",
      `${file} ${missing ? "does not exist" : "cannot be read"}: check it`,
    );
  }
}

const quote = quoter([]);
const cut = quoter([], 60);
const wrong = (reason: ErrorReason, why: string): Wrong => ({ kind: "error", reason, why });
