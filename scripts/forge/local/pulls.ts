import { DateTime } from "luxon";
import type { PullRequest } from "../../flag/review.ts";
import { runtimeBranch } from "../forge.ts";
import { GitError } from "../git/error.ts";
import { type Ahead, aheadOf } from "./ahead.ts";
import { type Ledger, nextNumber, type PullRecord, replacing } from "./ledger.ts";
import { reviewsIn } from "./reviews.ts";
import { baseOf, type Local, type Standing, standing, urlOf } from "./world.ts";

/**
 * Every branch that is ahead of the base branch is a pull request, opened or not, but the one that holds what runs. A head counts as pushed when we first
 * saw it: commit dates are written by their authors and are not believed.
 */
export async function openPulls(local: Local): Promise<readonly PullRequest[]> {
  const now = await standing(local);
  const base = await baseOf(local, now);
  const [ahead, reviews] = await Promise.all([
    aheadOf(local.git, base, [...now.branches.values()], local.logins),
    reviewsIn(local.reviews),
  ]);
  const proposed = [...now.branches].filter(([branch]) => branch !== runtimeBranch);
  const heads = new Map(proposed.filter(([, tip]) => ahead.get(tip)!.subjects.length > 0));
  const ledger = await sightAll(local, now, heads);

  return ledger.pulls.flatMap((record) => {
    const head = record.base === local.baseBranch ? heads.get(record.branch) : undefined;
    if (head === undefined || !isOpen(record, now)) return [];
    const said = reviews.filter(({ number }) => number === record.number).map(({ review }) => review);
    return [
      { ...describe(local, record, ahead.get(head)!), base, head, pushedAt: pushedAt(record, head), reviews: said },
    ];
  });
}

function describe(local: Local, { number, branch, opened }: PullRecord, { subjects, author, people }: Ahead) {
  return {
    number,
    title: opened?.title ?? subjects[0]!,
    url: urlOf(local, number),
    author: opened?.by ?? author,
    requestedBy: opened?.requestedBy ?? null,
    branch,
    draft: false,
    pushers: people,
  };
}

export const isOpen = ({ number, closed }: PullRecord, { merged }: Standing) => !closed && !merged.has(number);

function pushedAt({ arrivals }: PullRecord, head: string): DateTime | null {
  const last = arrivals.at(-1);
  return last?.commit === head ? DateTime.fromISO(last.at, { zone: "utc" }) : null;
}

/**
 * Writes down what is new. Where nothing can be written, or the base is a commit and no branch, nothing is known of
 * when a new head arrived, and no approval of it counts.
 */
async function sightAll(local: Local, now: Standing, heads: ReadonlyMap<string, string>): Promise<Ledger> {
  const at = local.now();
  const seen = (ledger: Ledger) => {
    const gone = (record: PullRecord) =>
      record.base === local.baseBranch && isOpen(record, now) && !heads.has(record.branch);
    const pulls = ledger.pulls.map((record) => (gone(record) ? { ...record, closed: true } : record));
    const sighting = { now, base: local.baseBranch, at };
    return [...heads].reduce<Ledger>((all, [branch, head]) => sight(all, { ...sighting, branch, head }), {
      ...ledger,
      pulls,
    });
  };
  if (now.base === null && now.remote === null) return unwritten(await local.ledger.read(), seen);
  try {
    return await local.ledger.change((ledger) => ({ ledger: seen(ledger), answer: seen(ledger) }));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return unwritten(await local.ledger.read(), seen);
  }
}

/** What would be written, without the arrivals that nobody wrote down. */
function unwritten(ledger: Ledger, seen: (ledger: Ledger) => Ledger): Ledger {
  const known = new Map(ledger.pulls.map((record) => [record.number, record.arrivals]));
  const pulls = seen(ledger).pulls.map((record) => ({ ...record, arrivals: known.get(record.number) ?? [] }));
  return { ...ledger, pulls };
}

export interface Sighting {
  readonly now: Standing;
  readonly base: string;
  readonly branch: string;
  readonly head: string;
  readonly at: DateTime;
}

/** The ledger with a branch seen at a head; the same ledger where that is old news or was merged. */
export function sight(ledger: Ledger, { now, base, branch, head, at }: Sighting): Ledger {
  const latest = ledger.pulls.findLast((record) => record.base === base && record.branch === branch);
  if (latest && now.merged.get(latest.number)?.head === head) return ledger;
  const open = latest && isOpen(latest, now) ? latest : null;
  if (open?.arrivals.at(-1)?.commit === head) return ledger;
  const record: PullRecord = open ?? {
    number: nextNumber(ledger),
    base,
    branch,
    opened: null,
    arrivals: [],
    closed: false,
  };
  const arrivals = [...record.arrivals, { commit: head, at: at.toUTC().toISO()! }];
  return { ...ledger, pulls: replacing(ledger.pulls, { ...record, arrivals }) };
}
