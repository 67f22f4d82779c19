import type { Duration } from "luxon";
import type { Metric } from "../../flag/metric.ts";
import type { ReleasePlan, Stage } from "../../flag/plan.ts";
import type { Test } from "../../statistics/boundary.ts";
import { type Even, medianLook, revertChances, seenBy, smallestCaught } from "../../statistics/crossing.ts";
import { chanceOfAtLeast } from "../../statistics/poisson.ts";
import { mostShownBy, promotes } from "./forecast-evidence.ts";
import { type OnFail, onFailOf } from "./on-fail.ts";

/** What one criterion of one stage would do to a flag whose true rate is known. */
export interface Forecast {
  readonly stage: string;
  readonly metric: string;
  /** What a failure of it does. */
  readonly does: OnFail;
  readonly outlook: Outlook;
}

export type Outlook = { readonly kind: "not-known"; readonly why: string } | Known;

/** Exact chances, for looks every hour until the soak is over, and users who come evenly, one event each. */
export interface Known {
  readonly kind: "known";
  readonly limit: number;
  /** As the plan or the asker expects them over the soak. */
  readonly users: number;
  /** Of those, how many fall into the window by the end of the soak. */
  readonly events: number;
  readonly looks: number;
  /** True where the metric counts requests: each user is taken to make one, so that more only catches more. */
  readonly oneEach: boolean;
  readonly rates: readonly Caught[];
  /** Chance against true rate: in steps of a quarter of the limit. Empty where not asked for. */
  readonly curve: readonly { readonly rate: number; readonly chance: number }[];
  /** The smallest rate caught with 90 % chance; null where not even nothing but bad events is. */
  readonly smallest: number | null;
  readonly promotion: Promotion;
}

export interface Caught {
  readonly rate: number;
  /** Of the limit: 0.8 is healthy, 1 just inside. Null for a rate that was asked for by itself. */
  readonly times: number | null;
  readonly chance: number;
  /** Hours after the stage was entered by which half of all runs are caught; null where fewer ever are. */
  readonly medianHours: number | null;
}

/** What leaving the stage needs, at the end of its soak. */
export interface Promotion {
  readonly minSamples: number;
  /** The chance that there are minSamples. */
  readonly enough: number;
  readonly evidence: Metric["evidence"];
  /** The most bad events that still show what the evidence asks for; null where not even none would. */
  readonly mostBad: number | null;
  /** The chance that a healthy flag may leave when its soak is over. */
  readonly healthy: number;
}

export interface Expecting {
  /** How long after a write every running process has seen it. */
  readonly propagation: Duration;
  /** Independent users over the soak, in place of what the plan expects. */
  readonly users?: number | undefined;
  /** True rates to ask about, beside the usual ones. */
  readonly rates?: readonly number[];
  readonly curve?: boolean;
}

const healthy = 0.8;
const multiples = [healthy, 1, 2, 3, 5];
const hourMs = 3_600_000;
/** Where this many bad events are expected at the limit, more change no digit that anybody reads, and cost time. */
const mostBadExpected = 2000;

/** One forecast for each criterion of a stage, in the plan's order. Pure arithmetic: the same plan, the same answer. */
export function forecastStage(plan: ReleasePlan, stage: Stage, expecting: Expecting): readonly Forecast[] {
  return stage.criteria.flatMap((name) => {
    const metric = plan.metrics.find((one) => one.name === name);
    if (metric === undefined || metric.measure.kind === "share") return [];
    const shape = { stage: stage.name, metric: name, does: onFailOf(metric) };
    return [{ ...shape, outlook: outlookOf(metric, stage, expecting) }];
  });
}

function outlookOf(metric: Metric, stage: Stage, expecting: Expecting): Outlook {
  const { measure } = metric;
  const users = expecting.users ?? stage.expected.uniqueUsers;
  const soakMs = stage.soak.toMillis();
  const lagMs = [expecting.propagation, metric.initialDelay, metric.settle].reduce(
    (sum, one) => sum + one.toMillis(),
    0,
  );
  if (measure.kind !== "ratio") return unknown(`kind: ${measure.kind} has no rate to look for`);
  const limit = measure.objective.max;
  if (!(limit > 0 && limit < 1)) return unknown("its limit is not above 0 and below 1");
  if (metric.window !== "stage") return unknown("its window is not the stage: each look sees other events");
  if (soakMs === 0) return unknown(`${stage.name} has no soak: nobody says how long it is looked at`);
  if (users === null) return unknown(`${stage.name} does not say how many users it expects: add expected.uniqueUsers`);
  if (lagMs >= soakMs) return unknown("the soak ends before the first data is complete");

  const looks = Math.max(1, Math.floor((soakMs - lagMs) / hourMs));
  const events = users * ((soakMs - lagMs) / soakMs);
  const traffic: Even = { looks, perLook: Math.min(events, mostBadExpected / limit) / looks };
  const test: Test = { limit, ...metric.test, designEffect: metric.designEffect };
  const hoursAt = (look: number) => (lagMs + (look * (soakMs - lagMs)) / looks) / hourMs;
  const caught = (rate: number, times: number | null): Caught => {
    const chances = revertChances({ ...traffic, rate }, test);
    const median = medianLook(chances);
    return { rate, times, chance: chances.at(-1)!, medianHours: median === null ? null : hoursAt(median) };
  };
  const counted = seenBy(looks, traffic.perLook);
  return {
    kind: "known",
    limit,
    users,
    events: Math.floor(events),
    looks,
    oneEach: metric.unit === "request",
    rates: [
      ...multiples.filter((times) => times * limit < 1).map((times) => caught(tidy(times * limit), times)),
      ...(expecting.rates ?? []).map((rate) => caught(rate, null)),
    ],
    curve: expecting.curve ? steps(limit).map((rate) => ({ rate, chance: caught(rate, null).chance })) : [],
    smallest: smallestCaught(traffic, test),
    promotion: {
      minSamples: metric.minSamples,
      enough: chanceOfAtLeast(Math.ceil(metric.minSamples), events),
      evidence: metric.evidence,
      mostBad: mostShownBy(metric.evidence, Math.floor(events), test),
      healthy: promotes(metric, counted, tidy(healthy * limit), test),
    },
  };
}

const unknown = (why: string): Outlook => ({ kind: "not-known", why });

const steps = (limit: number) =>
  Array.from({ length: 24 }, (_, i) => tidy((limit * (i + 1)) / 4)).filter((rate) => rate < 1);

/** 0.8 x 0.01 as people write it. */
const tidy = (rate: number) => Number(rate.toPrecision(12));
