import { createHash } from "node:crypto";
import { type Exposure, exposure, keepsEveryone, nobody } from "../../flag/exposure.ts";
import type { Running, Write } from "../../flag/running.ts";
import { toMetadata } from "../flagd/record.ts";
import type { Answer } from "./answer.ts";
import { everyActor } from "./gates.ts";
import { digestOf } from "./ids.ts";
import { type Data, type Earlier, earlier } from "./pending.ts";
import { program } from "./program.ts";

interface Place {
  /** Where it will lie, for the line that says how to run it. */
  readonly file: string;
  /** The environment variable that holds the ids, one a line. */
  readonly actors: string;
  /** What the last run told: its flags are looked at again, so that nothing we know is lost. */
  readonly answer: Answer;
}

export interface Script extends Place {
  readonly writes: readonly Write[];
  /** The script that lay there before: it may have run without anybody keeping what it printed. */
  readonly before: Data | null;
}

const validFor = 24 * 3_600_000;

/**
 * The Ruby script that makes the writes: data that a reviewer can read, then the same program every time. Ids are not in
 * it. After a day it changes nothing any more, because main may have moved on by then.
 */
export function renderScript({ writes, before, ...place }: Script): string {
  const { commit, at } = writes[0]!.applied;
  const until = new Date(Date.parse(at) + validFor).toISOString().replace(/\.\d+Z$/, "Z");
  const flags = writes.map((write) => {
    const { key } = write;
    return {
      key,
      ...changeOf(write, place.answer),
      ...known(place, key),
      earlier: startsOf(write, earlier(before, key)),
    };
  });
  return textOf(place, { commit, until, flags });
}

/** In place of a script that is not to be run any more: one that looks at flags and changes none. */
export function takenBack({ commit, until }: Data, place: Place): string {
  return textOf(place, { commit, until, flags: [] });
}

const known = ({ answer }: Place, key: string) => ({ known: answer.flags.get(key)?.applied ?? null });

interface Said {
  readonly commit: string;
  readonly until: string;
  /** In the order of the writes, what lowers first: a run may end anywhere. */
  readonly flags: readonly { readonly key: string }[];
}

function textOf(place: Place, { commit, until, flags }: Said): string {
  const { file, actors, answer } = place;
  const others = [...answer.flags.keys()].filter((key) => !flags.some((flag) => flag.key === key)).sort();
  const looked = others.map((key) => ({ key, ...known(place, key) }));
  const data = { commit, until, actorsFrom: actors, everyActor, flags: [...flags, ...looked] };
  return `# Made by flaghoist from commit ${comment(commit)}; made anew when main says something else, so do not edit it.
# It changes a flag only where it is as "from" says, changes nothing when run again, and prints what runs afterwards.
# Actors are digests here: ${actors} holds the ids themselves, one a line. Run it before ${until}, as
#   bin/rails runner ${comment(file)} > ${comment(file)}.json
require "json"
plan = JSON.parse(<<'FLAGS')
${JSON.stringify({ id: idOf(data), ...data }, null, 2)}
FLAGS
${program}`;
}

/**
 * From which of the earlier states the write may start, beside the expected one. A write that raises nothing was never
 * asked whether it may, so it does not start below where it ends.
 */
function startsOf({ key, exposure: wanted, expected }: Write, before: readonly Earlier[]) {
  const raises = wanted !== null && !keepsEveryone(wanted, expected?.exposure ?? nobody);
  const to = stateOf(key, wanted ?? nobody);
  const within = ({ state }: Earlier) =>
    state.percent === 100 || (to.percent <= state.percent && to.actors.every((one) => state.actors.includes(one)));
  return before.map((one) => ({ ...one, start: raises || within(one) }));
}

const idOf = (data: object) => createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 16);

function changeOf({ key, exposure: wanted, expected, applied }: Write, answer: Answer) {
  const foreign = answer.flags.get(key)?.foreign ?? [];
  return {
    from: expected === null ? null : { ...stateOf(key, shownBy(expected, key, answer)), foreign },
    to: wanted === null ? null : stateOf(key, wanted),
    record: toMetadata(applied),
  };
}

/** Where something foreign made it count as everyone, what the gates themselves said. */
function shownBy({ exposure: shown, foreign }: Running, key: string, answer: Answer): Exposure | Reported {
  const reported = answer.flags.get(key);
  if (foreign.length === 0 || reported === undefined) return shown;
  if (reported.boolean === "true" || reported.boolean === "1") return exposure([], 100);
  const percent = Number(reported.percent ?? 0);
  return { digests: reported.actors, percent: percent >= 100 ? everyActor : percent };
}

interface Reported {
  readonly digests: readonly string[];
  readonly percent: number;
}

function stateOf(key: string, state: Exposure | Reported) {
  if (state.percent === 100) return { percent: 100, actors: [] };
  const actors = "digests" in state ? state.digests : state.actors.map((id) => unknownOr(key, id));
  return { percent: state.percent, actors: [...actors].sort() };
}

/** An actor nobody here knows is carried by its digest alone. */
const unknownOr = (key: string, id: string) => /^unknown actor ([0-9a-f]{16})$/.exec(id)?.[1] ?? digestOf(key, id);

/** Text for a comment: on one line, whatever it holds. */
const comment = (text: string) => text.replace(/[^\x20-\x7e]/g, "?");
