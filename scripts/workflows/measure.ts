import type { Answered, Asked, Measurement, Part } from "../flag/measurement.ts";
import type { Metric } from "../flag/metric.ts";
import type { Stage } from "../flag/plan.ts";
import { type Ask, questionsOf, type Stay, windowOf } from "../gates/criteria/ask.ts";
import type { Provider } from "../metrics/provider.ts";
import { reasonOf } from "./careful.ts";
import { pool } from "./pool.ts";

/** How many questions are on the way at once: enough to be quick, few enough not to trouble a provider. */
const concurrency = 8;

/** Asks every query of every metric once. A provider that fails is an answer, never an exception. */
export async function measure(
  metrics: readonly Metric[],
  stage: Pick<Stage, "results">,
  stay: Stay,
  providers: ReadonlyMap<string, Provider>,
): Promise<readonly Measurement[]> {
  const asked = metrics.flatMap((metric) => questionsOf(metric, stay).map((question) => ({ metric, question })));
  const answers = await pool(concurrency, asked, async ({ metric, question }) => {
    return { metric, part: question.part, asked: await ask(metric, stage, question, providers) };
  });
  return metrics.map((metric) => {
    const own = answers.filter((answer) => answer.metric === metric);
    const parts: Partial<Record<Part, Asked>> = Object.fromEntries(own.map(({ part, asked }) => [part, asked]));
    return { metric: metric.name, window: windowOf(metric, stay), askedAt: stay.now, parts };
  });
}

async function ask(
  metric: Metric,
  stage: Pick<Stage, "results">,
  { part, query, window }: Ask,
  providers: ReadonlyMap<string, Provider>,
): Promise<Asked> {
  const provider = providers.get(query.provider);
  const question = {
    metric: metric.name,
    query: query.query,
    window,
    observation: stage.results.observed[metric.name] ?? null,
    allowPartial: metric.allowPartial,
    part: part === "samples" ? ("samples" as const) : ("number" as const),
  };
  if (provider === undefined) return { provider: query.provider, query: query.query, answer: unknown(query.provider) };
  try {
    return { provider: query.provider, query: provider.resolve(question), answer: await provider.ask(question) };
  } catch (thrown) {
    return { provider: query.provider, query: query.query, answer: broken(query.provider, thrown) };
  }
}

/** No provider may throw; one that does is in trouble, and the other criteria are judged all the same. */
const broken = (provider: string, thrown: unknown): Answered => ({
  kind: "error",
  reason: "unavailable",
  why: `${provider} broke while it was asked: ${reasonOf(thrown)}`,
});

const unknown = (provider: string): Answered => ({
  kind: "error",
  reason: "config",
  why: `.github/flaghoist.yaml names no provider "${provider}": add it, or ask another`,
});
