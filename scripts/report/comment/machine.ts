import { type Finding, type Outcome, outcomes, type Verdict } from "../../gates/gate.ts";
import type { PlanReport, Report } from "../value.ts";
import { ends } from "../words/move.ts";
import { worstFirst } from "../words/outcome.ts";
import { cut } from "../words/plain.ts";

/** What the next pass, and any other program, reads from a comment: the verdict as plain JSON. */
export interface Machine {
  readonly version: 1;
  readonly outcome: Outcome;
  /** The head commit that was judged. */
  readonly head: string;
  readonly problems: number;
  readonly plans: readonly MachinePlan[];
  /** Findings and plans left out because a comment has an end; 0 nearly always. The outcomes count them all. */
  readonly cut: number;
}

export interface MachinePlan {
  readonly plan: string;
  readonly move: Verdict["move"]["kind"];
  readonly from: string | null;
  readonly to: string | null;
  readonly outcome: Outcome;
  readonly digest: string | null;
  readonly findings: readonly MachineFinding[];
}

/** A finding with its times as ISO 8601 instants in UTC. */
export type MachineFinding = Omit<Finding, "until"> & { readonly until?: string };

/** Longest machine line, in characters: a third of what a comment holds. */
const longest = 20_000;

export function machine(report: Report): Machine {
  const whole = report.judged.map(machinePlan);
  const all: Machine = {
    version: 1,
    outcome: report.outcome,
    head: report.head,
    problems: report.diagnostics.length,
    plans: whole,
    cut: 0,
  };
  if (write(all).length <= longest) return all;
  return shorten(all);
}

/** Drops the best findings first, then the best plans, until the line fits: what is worst is said for certain. */
function shorten(all: Machine): Machine {
  const findings = worstFirst(all.plans.flatMap((plan) => plan.findings.map((finding) => ({ ...finding, plan }))));
  const plans = worstFirst(all.plans);
  const total = findings.length + plans.length;
  const keeping = (n: number): Machine => {
    const kept = new Set(plans.slice(0, n));
    const said = findings.slice(0, Math.max(0, n - plans.length)).map(({ plan }) => plan);
    const part = all.plans
      .filter((plan) => kept.has(plan))
      .map((plan) => {
        return { ...plan, findings: worstFirst(plan.findings).slice(0, said.filter((of) => of === plan).length) };
      });
    return { ...all, plans: part, cut: total - n };
  };
  let [low, high] = [0, total];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (write(keeping(middle)).length <= longest) low = middle;
    else high = middle - 1;
  }
  return keeping(low);
}

function machinePlan({ verdict, digest }: PlanReport): MachinePlan {
  const { plan, move, outcome, findings } = verdict;
  return {
    plan,
    move: move.kind,
    ...ends(move),
    outcome,
    digest: digest ?? null,
    findings: findings.map(machineFinding),
  };
}

function machineFinding({ until, because, waitsFor, about, ...finding }: Finding): MachineFinding {
  return {
    ...finding,
    because: cut(because, 1000),
    ...(about === undefined ? {} : { about: cut(about, 1000) }),
    ...(waitsFor === undefined ? {} : { waitsFor: cut(waitsFor, 1000) }),
    ...(until === undefined ? {} : { until: until.toUTC().toISO()! }),
  };
}

/** One HTML comment on one line. Nothing in the JSON can end it, and nothing in it is a mention or a tag. */
function write(value: Machine): string {
  const json = JSON.stringify(value).replace(/[<>&@\u0080-\u00a0\u2028\u2029\p{Cf}]|-(?=-)/gu, unicode);
  return `<!-- flaghoist ${json} -->`;
}

const unicode = (text: string) =>
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

export function machineLine(report: Report): string {
  return write(machine(report));
}

/** The verdict in a comment of ours, from its first line only: what stands below may quote anything. Null where there is none. */
export function parseComment(text: string): Machine | null {
  const json = /^<!-- flaghoist (\{.*\}) -->\r?(?:\n|$)/.exec(text)?.[1];
  if (json === undefined) return null;
  try {
    const value: unknown = JSON.parse(json);
    return isMachine(value) ? value : null;
  } catch {
    return null;
  }
}

function isMachine(value: unknown): value is Machine {
  if (!isRecord(value) || value.version !== 1 || !isOutcome(value.outcome) || typeof value.head !== "string")
    return false;
  const { plans, problems, cut } = value;
  return typeof problems === "number" && typeof cut === "number" && Array.isArray(plans) && plans.every(isPlan);
}

function isPlan(value: unknown): value is MachinePlan {
  if (!isRecord(value) || typeof value.plan !== "string" || !isOutcome(value.outcome)) return false;
  const { findings } = value;
  return Array.isArray(findings) && findings.every((found) => isRecord(found) && isOutcome(found.outcome));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isOutcome = (value: unknown): value is Outcome => outcomes.some((outcome) => outcome === value);
