import type { DateTime } from "luxon";
import type { PlannedExposure } from "../flag/ladder.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { Metric } from "../flag/metric.ts";
import type { ReleasePlan, Stage } from "../flag/plan.ts";
import type { WriteResult } from "../flag/running.ts";
import type { Forecast } from "../gates/criteria/forecast.ts";
import type { MeasuredRecord } from "../gates/criteria/record.ts";
import type { Finding, Verdict } from "../gates/gate.ts";
import type { Change, ExposureChange, Move } from "../plan/move.ts";
import type { Step } from "../reconcile/reconcile.ts";
import type { Trailers } from "./trailers.ts";

/** Where every plan is, and what its next promotion would be told now. */
export interface StatusView {
  readonly plans: readonly PlanView[];
  /** Files that do not load. */
  readonly broken: readonly string[];
}

export interface PlanView {
  readonly plan: ReleasePlan;
  readonly since: DateTime | null;
  readonly exposure: PlannedExposure | null;
  /** Null for a retired plan: nothing is next. */
  readonly next: Verdict | null;
}

/** A move of one plan before anybody judged it. */
export interface MovedView {
  readonly move: Move;
  readonly change: Change;
  readonly exposure: readonly ExposureChange[];
  readonly edits: readonly string[];
}

/** One store against main: what differs, and after a sync what became of each write. */
export interface StoreView {
  readonly environment: string;
  readonly store: { readonly name: string };
  readonly steps: readonly Step[];
  readonly unresolved: readonly { readonly plan: string; readonly missing: readonly string[] }[];
  readonly results?: readonly WriteResult[];
  /** Flags whose store does not serve what it says it holds, by its own evaluation. */
  readonly unconfirmed?: readonly { readonly key: string; readonly why: string; readonly settling: boolean }[];
  /** Who changed a flag by hand, by its key, where the store's audit log says so. */
  readonly changes?: ReadonlyMap<string, { readonly who: string; readonly at: string; readonly what: string }>;
}

export interface SyncView {
  readonly commit: string;
  readonly stores: readonly StoreView[];
  readonly broken: readonly string[];
  readonly reverts?: readonly { readonly plan: string; readonly pullRequest: number }[];
  /** Plans taken down by hand whose revert could not be proposed, and why. */
  readonly unproposed?: readonly { readonly plan: string; readonly why: string }[];
  /** Why the records of deployments could not be written. */
  readonly unrecorded?: string | null;
}

/** One change of standing, as git tells it. */
export interface HistoryView {
  readonly from: string | null;
  readonly to: string | null;
  readonly step: {
    readonly commit: { readonly id: string; readonly committedAt: DateTime; readonly subject: string };
    readonly author: string;
  };
  readonly trailers: Trailers;
}

/** What one look of the monitor at one plan found and did. */
export type WatchedView = { readonly plan: string; readonly standing: string } & (
  | {
      readonly kind: "reverted";
      readonly verdict: Verdict;
      readonly reverted: {
        readonly to: string;
        readonly reason: { readonly because: string };
        readonly hold: string | null;
        readonly untold: readonly string[];
        /** Stores that could not be lowered yet, and why. */
        readonly unlowered?: readonly string[];
      };
    }
  | {
      readonly kind: "proposed";
      readonly verdict: Verdict;
      readonly proposed: { readonly to: string; readonly pullRequest: number };
    }
  | { readonly kind: "watching"; readonly verdict: Verdict; readonly reminded: { readonly waiting: readonly string[] } }
  | { readonly kind: "failed"; readonly why: string }
);

/** A plan's queries as they answer now. */
export interface MeasureView {
  readonly plan: ReleasePlan;
  /** Null: a trial over the last 24 hours, because the plan stands in no stage of the base branch. */
  readonly since: DateTime | null;
  readonly now: DateTime;
  readonly metrics: readonly MeasuredView[];
}

export interface MeasuredView {
  readonly metric: Metric;
  readonly measurement: Measurement;
  readonly finding: Finding;
  readonly record: MeasuredRecord;
}

/** What the stages of a plan would catch. */
export interface SimulateView {
  readonly plan: ReleasePlan;
  readonly stages: readonly { readonly stage: Stage; readonly forecasts: readonly Forecast[] }[];
}
