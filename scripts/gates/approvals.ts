import type { PullRequest } from "../flag/review.ts";
import type { Evidence, Finding, Gate, Subject } from "./gate.ts";
import { involvement, login, type Stance, short, stances } from "./reviews.ts";
import { nothingToDo, voice } from "./say.ts";
import { assign } from "./speakers.ts";

/**
 * Pass where each discipline has an approval that counts: a person's latest opinion, for this head, given after it
 * arrived, by somebody who may speak for the discipline and did not write what is judged. Changes requested by anybody
 * who may speak for any discipline is a no, however old. Disciplines are the plan's on main and the policy's.
 */
export const approvals: Gate = {
  name: "approvals",
  judge(subject, evidence) {
    const needed = disciplines(subject);
    if (needed === null) return [];
    const { pullRequest } = evidence;
    if (pullRequest === null) {
      return needed.length === 0
        ? [noneNeeded()]
        : [say("wait", "approvals.no-pull-request", "no pull request is open yet", { waitsFor: "a pull request" })];
    }
    const said = stances(pullRequest);
    const members = membersOf(subject, evidence);
    const objections = vetoes(said, members);
    const draft = pullRequest.draft
      ? [say("wait", "approvals.draft", `#${pullRequest.number} is a draft`, { waitsFor: `@${pullRequest.author}` })]
      : [];
    const given = needed.length === 0 ? [noneNeeded()] : perDiscipline(needed, said, pullRequest, subject, members);
    return [...objections, ...draft, ...given];
  },
};

/** Whose approvals the move needs, each once; null where it needs nobody's. */
function disciplines({ move, base, head, settings }: Subject): readonly string[] | null {
  const plan = move.kind === "enrol" ? head : base;
  const asks = ["promote", "retire", "edit", "enrol"].includes(move.kind);
  return asks && plan !== null ? [...new Set([...plan.approvals, ...settings.policy.disciplines])] : null;
}

const noneNeeded = () => say("pass", "approvals.none-needed", "neither the plan nor the policy asks for an approval");

type Members = ReadonlyMap<string, readonly string[] | { readonly why: string }>;

/** Of every discipline the settings have: one that nobody looked up is not known, it is not empty. */
function membersOf({ settings }: Subject, { entitled }: Evidence): Members {
  const known = new Map(Object.entries(entitled));
  const all = new Set([...Object.keys(settings.disciplines), ...known.keys()]);
  return new Map(
    [...all].map((discipline) => {
      const found = known.get(discipline) ?? { kind: "unknown", why: "nobody looked it up" };
      return [discipline, found.kind === "members" ? found.logins.map(login) : { why: found.why }];
    }),
  );
}

function vetoes(said: readonly Stance[], all: Members): readonly Finding[] {
  const members = [...all];
  const unknown = members.flatMap(([discipline, found]) => ("why" in found ? [discipline] : [])).sort();
  return said.flatMap((stance) => {
    if (stance.kind !== "veto") return [];
    const speaksFor = members.flatMap(([name, found]) =>
      !("why" in found) && found.includes(stance.by) ? [name] : [],
    );
    const about = { about: `@${stance.by}` };
    if (speaksFor.length > 0) {
      const because = `@${stance.by} (${speaksFor.sort().join(", ")}) requests changes`;
      return [say("fail", "approvals.changes-requested", because, about)];
    }
    if (unknown.length === 0) return [];
    const because = `@${stance.by} requests changes, and whether they speak for ${unknown.join(" or ")} is not known`;
    return [say("error", "approvals.objection-unknown", because, about)];
  });
}

function perDiscipline(
  needed: readonly string[],
  said: readonly Stance[],
  request: PullRequest,
  { settings }: Subject,
  members: Members,
): readonly Finding[] {
  const approving = said.flatMap((stance) => (stance.kind === "approval" ? [stance] : []));
  const entitled = (discipline: string) => {
    const found = members.get(discipline);
    return found === undefined || "why" in found ? [] : found;
  };
  const counting = (discipline: string) =>
    approving.filter(({ by, flaw }) => flaw === null && entitled(discipline).includes(by)).map(({ by }) => by);
  const speakers = settings.policy.distinctApprovers
    ? assign(needed, counting)
    : new Map(
        needed.flatMap((discipline) =>
          counting(discipline)
            .slice(0, 1)
            .map((by) => [discipline, by] as const),
        ),
      );

  return needed.map((discipline): Finding => {
    const about = { about: discipline };
    const found = members.get(discipline);
    if (found === undefined || "why" in found) {
      const why = found?.why ?? "nobody looked it up";
      return say("error", "approvals.members-unknown", `who may speak for ${discipline} is not known: ${why}`, about);
    }
    const speaker = speakers.get(discipline);
    if (speaker !== undefined) {
      return say("pass", "approvals.given", `${discipline}: @${speaker} approved ${short(request.head)}`, about);
    }
    const free = found.filter((name) => involvement(name, request) === null).sort();
    const asked = {
      about: discipline,
      waitsFor: free.length === 0 ? discipline : free.map((name) => `@${name}`).join(" or "),
    };
    if (counting(discipline).length > 0) {
      const people = counting(discipline)
        .map((by) => `@${by}`)
        .join(", ");
      return say(
        "wait",
        "approvals.one-person",
        `${discipline}: ${people} already speaks for another discipline`,
        asked,
      );
    }
    if (free.length === 0) {
      return say("wait", "approvals.nobody-left", `${discipline}: ${nobodyLeft(found, request)}`, asked);
    }
    const flawed = approving.filter(({ by, flaw }) => flaw !== null && found.includes(by));
    const stale = flawed.find(({ flaw }) => flaw?.kind === "stale");
    if (stale !== undefined) {
      return say("wait", "approvals.stale", `${discipline}: @${stale.by} approved ${stale.flaw?.why}`, asked);
    }
    const [excluded] = flawed;
    return excluded === undefined
      ? say("wait", "approvals.missing", `${discipline}: nobody has approved ${short(request.head)}`, asked)
      : say(
          "wait",
          "approvals.not-counted",
          `${discipline}: @${excluded.by} approved, but ${excluded.flaw?.why}`,
          asked,
        );
  });
}

function nobodyLeft(members: readonly string[], request: PullRequest): string {
  if (members.length === 0) return "the settings name nobody who may speak for it";
  return members.map((name) => `@${name} ${involvement(name, request)}`).join(", ");
}

export const approvalsReasons = {
  "approvals.given": { means: "Somebody who may speak for the discipline approved this commit.", cure: nothingToDo },
  "approvals.none-needed": { means: "Neither the plan nor the policy asks for an approval.", cure: nothingToDo },
  "approvals.no-pull-request": {
    means: "There is no pull request that anybody could approve.",
    cure: "Open one: `flaghoist promote NAME --open`.",
  },
  "approvals.draft": { means: "The pull request is a draft.", cure: "Mark it ready for review." },
  "approvals.missing": {
    means: "Nobody who may speak for the discipline has approved.",
    cure: "Ask one of the people named for a review.",
  },
  "approvals.stale": {
    means:
      "The approval is for an earlier commit, an earlier stage or another base, or was given before this commit arrived.",
    cure: "Ask for a new review of the head commit.",
  },
  "approvals.not-counted": {
    means: "The approval is by somebody who may not judge this pull request.",
    cure: "Ask somebody else of the discipline; the author, who asked for it, who pushed to it and bots do not count.",
  },
  "approvals.one-person": {
    means: "The only approval is by a person who already speaks for another discipline.",
    cure: "Ask a second person for a review.",
  },
  "approvals.nobody-left": {
    means: "Everybody who may speak for the discipline is involved in the pull request, or nobody is named.",
    cure: "Add a person to the discipline in the settings, or let somebody else open the pull request.",
  },
  "approvals.changes-requested": {
    means: "Somebody who may speak for a discipline requests changes.",
    cure: "Settle it with them; their next approval lifts it.",
  },
  "approvals.objection-unknown": {
    means: "Somebody requests changes, and whether they may speak for a discipline is not known.",
    cure: "Make the membership of the discipline readable, then judge again.",
  },
  "approvals.members-unknown": {
    means: "Who may speak for the discipline could not be asked.",
    cure: "Check the team's name in the settings and that the token may read its members.",
  },
} as const;

const say = voice("approvals", approvalsReasons);
