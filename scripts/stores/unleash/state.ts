import { type Exposure, everyone, exposure, nobody } from "../../flag/exposure.ts";
import type { InEnvironment, Strategy } from "./feature.ts";
import { type Note, noteIn, type Role, roleIn, tombstone } from "./title.ts";

/** A flag of one environment in our own words: which strategies are ours, what they let in, and what is somebody else's. */
export interface State {
  readonly enabled: boolean;
  readonly percent: Strategy | null;
  readonly actors: Strategy | null;
  readonly everyone: Strategy | null;
  readonly note: Note | null;
  readonly foreign: readonly string[];
  /** The hash where somebody's hand made it another than the key's own: other people are drawn. */
  readonly cohort: string | null;
}

/**
 * A rollout of 100 on `userId` lets in everyone who has an id and no caller without one: less than everyone, more than
 * any percent a plan can say.
 */
export const everyId = 99.9999;

/** True where nothing is left of a flag but that it was removed here. */
export function isRemoved({ enabled, strategies }: InEnvironment): boolean {
  return !enabled && strategies.length > 0 && strategies.every(({ title }) => title === tombstone);
}

export function stateOf(key: string, { enabled, strategies }: InEnvironment, parents: readonly string[]): State {
  const marked = strategies.some(({ title }) => roleIn(title) === "percent");
  const found = new Map<Role, Strategy>();
  const others: Strategy[] = [];
  for (const strategy of strategies) {
    const role = roleIn(strategy.title) ?? (marked ? null : roleByShape(key, strategy));
    if (role === null || found.has(role)) others.push(strategy);
    else found.set(role, strategy);
  }
  const percent = found.get("percent") ?? null;
  const active = strategies.some(({ disabled }) => !disabled);
  return {
    enabled,
    percent,
    actors: found.get("actors") ?? null,
    everyone: found.get("everyone") ?? null,
    note: noteIn(percent?.title ?? null),
    foreign: [
      ...others.filter(({ disabled }) => !disabled).map(described),
      ...[...found].flatMap(([role, strategy]) => (strategy.disabled ? [] : altered(role, strategy))),
      ...(enabled && !active ? ["no strategy that is active, which is on for everybody"] : []),
      ...parents.map((parent) => `a dependency on the flag ${quoted(parent)}`),
    ].sort(),
    cohort: percent === null ? null : otherCohort(key, percent),
  };
}

/** Who sees a flag by our strategies alone; nobody while its environment is off. */
export function shownBy({
  enabled,
  percent,
  actors,
  everyone: all,
}: Omit<State, "note" | "foreign" | "cohort">): Exposure {
  if (!enabled) return nobody;
  if (all !== null && !all.disabled) return everyone;
  const rollout = percentIn(percent);
  return exposure(actorsIn(actors), rollout === 100 ? everyId : rollout);
}

export function percentIn(strategy: Strategy | null): number {
  if (strategy === null || strategy.disabled) return 0;
  return wholePercent(strategy.parameters.rollout) ?? 0;
}

export function actorsIn(strategy: Strategy | null): readonly string[] {
  return strategy === null || strategy.disabled ? [] : (strategy.constraints[0]?.values ?? []);
}

/** Unleash takes any text as a rollout: "150" is everybody, "abc" nobody and "12.5" 12 %. Only whole percents are read. */
function wholePercent(text: string | undefined): number | null {
  const percent = /^\d{1,3}$/.test(text ?? "") ? Number(text) : Number.NaN;
  return percent <= 100 ? percent : null;
}

/** Strategies that a person made are read as ours where no record of ours is there and they say just what ours would. */
function roleByShape(key: string, strategy: Strategy): Role | null {
  const roles: readonly Role[] = ["percent", "actors", "everyone"];
  const like = (role: Role) =>
    altered(role, strategy).length === 0 && (role !== "percent" || otherCohort(key, strategy) === null);
  return roles.find(like) ?? null;
}

const kindOf = (role: Role) => (role === "everyone" ? "default" : "flexibleRollout");

/** What about a strategy of ours is not as we write it, and so lets in other people than we know. */
function altered(role: Role, { name, parameters, constraints, segments }: Strategy): readonly string[] {
  const of = `in the ${role} strategy`;
  const limits = role === "actors" ? (isActorList(constraints) ? 0 : constraints.length + 1) : constraints.length;
  const { rollout } = parameters;
  const odd = role === "percent" ? wholePercent(rollout) === null : role === "actors" ? rollout !== "100" : false;
  return [
    ...(name === kindOf(role) ? [] : [`the kind ${quoted(name)} ${of}`]),
    ...(limits > 0 ? [`constraints that no plan wrote ${of}`] : []),
    ...(segments > 0 ? [`${segments} ${segments === 1 ? "segment" : "segments"} ${of}`] : []),
    ...(odd ? [`a percentage that reads ${quoted(rollout ?? "")} ${of}`] : []),
  ];
}

function isActorList(constraints: Strategy["constraints"]): boolean {
  const [only, ...more] = constraints;
  return (
    only !== undefined &&
    more.length === 0 &&
    only.contextName === "userId" &&
    only.operator === "IN" &&
    !only.inverted &&
    !only.caseInsensitive
  );
}

function otherCohort(key: string, { parameters }: Strategy): string | null {
  const { stickiness = "default", groupId = key } = parameters;
  if (stickiness === "userId" && groupId === key) return null;
  return `unleash-murmur3 of ${quoted(stickiness)} in the group ${quoted(groupId)}`;
}

function described({ name, title }: Strategy): string {
  return `a strategy ${quoted(name)}${title === null || title === "" ? "" : ` titled ${quoted(title)}`}`;
}

const quoted = (text: string) => JSON.stringify(text.slice(0, 60));
