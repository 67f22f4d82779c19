import type { Answer, Observation, Results } from "../flag/results.ts";
import { noResults } from "../flag/results.ts";
import { instant } from "./dates.ts";
import type { Path } from "./diagnostic.ts";
import type { Problem } from "./problem.ts";
import { record } from "./record.ts";
import type { WrittenObservation, WrittenResults } from "./written.ts";

/** A stage's results: the known keys and the team's own questions together, in the file's order. */
export function resultsOf(written: WrittenResults | undefined, path: Path, problems: Problem[]): Results {
  if (written === undefined) return noResults;
  const { confirmed, observed, measured, ...rest } = written;
  const answers = Object.entries(rest).flatMap(([key, value]): readonly (readonly [string, Answer])[] =>
    key === "answers" ? ownAnswers(written, path, problems) : [[key, value as Answer]],
  );
  return {
    answers: record(answers),
    confirmed: confirmed ?? [],
    observed: record(
      Object.entries(observed ?? {}).map(([metric, seen]) => [metric, observation(metric, seen, path, problems)]),
    ),
    measured: record(Object.entries(measured ?? {})),
  };
}

function ownAnswers(written: WrittenResults, path: Path, problems: Problem[]): readonly (readonly [string, Answer])[] {
  const own = Object.entries(written.answers ?? {});
  for (const [question] of own.filter(([question]) => Object.hasOwn(written, question))) {
    const message = `\`${question}\` is answered in results itself: give the team's own question another name`;
    problems.push({ path: [...path, "answers", question], at: "key", message });
  }
  return own;
}

function observation(metric: string, seen: WrittenObservation, path: Path, problems: Problem[]): Observation {
  instant(seen.observedAt, [...path, "observed", metric, "observedAt"], problems);
  return { ...seen, samples: seen.samples ?? null };
}
