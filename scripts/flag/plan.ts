import type { DateTime, Duration } from "luxon";
import type { Metric } from "./metric.ts";
import type { Results } from "./results.ts";

/** One YAML file in flags/, once nothing in it is in doubt. Only load/ makes one. */
export interface ReleasePlan {
  /** The file's name without its ending: `flags/form1095b.yaml` is `form1095b`. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** GitHub user or @org/team: first to be asked when something is wrong. */
  readonly owner: string;
  /** `planned`, a stage's name, or `retired`. */
  readonly standing: string;
  /** IANA zone in which the plan's local dates and hours are read. */
  readonly timezone: string;
  readonly links: Readonly<Record<string, string>>;
  readonly flags: readonly Flag[];
  readonly validation: readonly Task[];
  readonly approvals: readonly string[];
  readonly rollback: Rollback | null;
  readonly metrics: readonly Metric[];
  /** When the whole rollout may take place; every stage's window lies inside it. Null where the plan sets no bound. */
  readonly rollout: Window | null;
  /** Hashes the plan accepts side by side in one environment, though they select different people. */
  readonly cohorts: readonly string[];
  readonly stages: readonly Stage[];
  readonly cleanup: readonly Task[];
  readonly postLaunch: readonly Question[];
  readonly reverts: readonly Revert[];
  readonly sections: readonly Section[];
}

export type FlagValue = boolean | string | number | { readonly [key: string]: unknown };

export interface Flag {
  readonly key: string;
  readonly description: string;
  /** What the flag evaluates to for those who see it, and for those who do not. */
  readonly variants: { readonly on: FlagValue; readonly off: FlagValue };
}

/** A named person, or the name of the secret that holds their id. An id is personal data and is never printed. */
export interface Actor {
  readonly name: string;
  readonly id: { readonly kind: "plain"; readonly value: string } | { readonly kind: "secret"; readonly name: string };
}

export interface Stage {
  readonly name: string;
  readonly title: string;
  readonly environment: string;
  /** Null for a check-in: a stage that changes no exposure. */
  readonly exposure: { readonly actors: readonly Actor[]; readonly percent: number | null } | null;
  readonly window: Window | null;
  /** Least time in this stage before leaving it. */
  readonly soak: Duration;
  /** Names of metrics asked of this stage before it is left. */
  readonly criteria: readonly string[];
  /** Why a stage with exposure asks nothing, where the plan says `criteria: none`. */
  readonly criteriaWaived: string | null;
  readonly confirms: readonly string[];
  readonly expected: { readonly uniqueUsers: number | null };
  readonly results: Results;
}

/** When a stage may begin: opens <= now < closes. Null is no bound on that side. */
export interface Window {
  readonly opens: DateTime | null;
  readonly closes: DateTime | null;
  /** As its author wrote it, for people: `2025-03-12 to 2025-03-14`. */
  readonly text: string;
}

export interface Task {
  readonly done: boolean;
  readonly text: string;
}

export interface Rollback {
  readonly text: string;
  readonly watchers: readonly string[];
  /** `planned`, `previous`, a stage's name, or null for the default: the last stage of the environment before the failing one's. */
  readonly to: string | null;
}

export interface Question {
  readonly question: string;
  readonly answer: string | null;
}

/** Written by a revert. While `resolved` is null the plan is held: nothing promotes it. */
export interface Revert {
  readonly from: string;
  readonly at: DateTime;
  readonly because: string;
  readonly evidence: string | null;
  readonly resolved: string | null;
}

export interface Section {
  readonly heading: string;
  readonly markdown: string;
}
