import { capabilities, whyNotHeld } from "../flag/capabilities.ts";
import { type Exposure, everyone } from "../flag/exposure.ts";
import type { Reading, Write, WriteResult } from "../flag/running.ts";
import type { Secrets } from "../flag/secrets.ts";
import { type Answer, noAnswer, parseAnswer, readingIn } from "./flipper/answer.ts";
import { holdsExposure, holdsWrite } from "./flipper/holds.ts";
import { idsIn } from "./flipper/ids.ts";
import { type Data, dataOf, stillAsks, undecided } from "./flipper/pending.ts";
import type { Probe } from "./flipper/probe.ts";
import { program } from "./flipper/program.ts";
import { renderScript, takenBack } from "./flipper/script.ts";
import { isThere, judge } from "./judge.ts";
import type { Held, Store } from "./store.ts";
import { DocumentProblem, type TextFile } from "./text-file.ts";

interface Known {
  readonly text: string | null;
  readonly data: Data | null;
  readonly answer: Answer;
}

export interface ScriptPlace {
  /** Path of the script, as whoever runs it would write it. */
  readonly path: string;
  /** The Ruby script that somebody is to run in the application. */
  readonly script: TextFile;
  /** What it printed when it last ran. */
  readonly answer: TextFile;
  /** Name of the environment variable that holds the actors' ids, one a line; the script takes them from it, too. */
  readonly actors: string;
  readonly secrets: Secrets;
  /** Null asks nobody whether what was printed is what people see. */
  readonly probe: Probe | null;
}

/**
 * Flipper in an application that lets nobody in but people: a write is a Ruby script for one of them, or a job, to run
 * (`refused-by-store` until what it printed says that it ran). What runs is what the last run printed; what nobody
 * ran yet is not known to be there, and the script refuses to change what it does not find as expected.
 */
export function flipperScriptStore({ path, script, answer, actors, secrets, probe }: ScriptPlace): Store {
  const ids = () => idsIn(actors, secrets);
  const open = () =>
    answered(async (): Promise<Known> => {
      const [text, printed] = await Promise.all([script.read(), answer.read()]);
      return { text, data: dataOf(text), answer: parse(printed, answer.name) };
    });
  const plain = ({ answer: told, data }: Known, key: string) =>
    undecided(readingIn(told, key, ids()), data?.id === told.script ? null : data, key, told.script);

  async function readingsOf(known: Known, keys: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
    const all = keys.map((key) => [key, plain(known, key)] as const);
    if (probe === null) return new Map(all);
    const asked = all.flatMap(([key, one]) =>
      one.kind === "running" ? [{ key, exposure: one.running.exposure }] : [],
    );
    const against = await probe(asked);
    return new Map(all.map(([key, one]) => [key, contradicted(one, against.get(key))]));
  }

  return {
    name: `flipper-script ${script.name}`,
    capabilities: capabilities["flipper-script"],
    holds,
    async read(keys) {
      const found = await open();
      return found.ok ? readingsOf(found.value, keys) : new Map(keys.map((key) => [key, unreadable(found)]));
    },
    async keys() {
      const found = await open();
      return found.ok ? found.value.answer.features : [];
    },
    async write(writes) {
      const found = await open();
      if (!found.ok) return writes.map(({ key }) => ({ key, status: found.status, detail: found.why }));
      const keys = [...new Set(writes.map(({ key }) => key))];
      const readings = await readingsOf(found.value, keys);
      const verdicts = writes.map((write) => {
        const verdict = judge(write, readings.get(write.key)!, heldBy(write));
        return verdict === "go" ? missingId(write, ids(), actors) : verdict;
      });
      const todo = writes.filter((_, index) => verdicts[index] === "go");
      const { text: before, data, answer: told } = found.value;
      const waits = data !== null && data.id !== told.script ? data : null;
      const place = { file: path, actors, answer: told };
      if (todo.length === 0) {
        // What waits is not to be run any more: the flag may be held.
        if (waits?.flags.some(({ to }) => to !== undefined)) {
          await answered(() => script.write(takenBack(waits, place), before));
        }
        return verdicts.filter((verdict) => verdict !== "go");
      }
      const text = renderScript({ ...place, writes: todo, before: data });
      const stays = waits && before!.endsWith(program) && stillAsks(waits, dataOf(text)!, todo[0]!.applied.at);
      const published = await answered(async () => (stays ? "written" : script.write(text, before)));
      const after = published.ok && published.value === "written" ? await open() : published;
      return verdicts.map((verdict, index) => {
        const write = writes[index]!;
        if (verdict !== "go") return verdict;
        if (!after.ok) return { key: write.key, status: after.status, detail: after.why };
        if (typeof after.value === "string") {
          return {
            key: write.key,
            status: "conflict",
            detail: `${script.name} was written by somebody else: sync again`,
          };
        }
        return became(
          write,
          plain(after.value, write.key),
          after.value.answer,
          `${script.name} and keep what it prints as ${answer.name}`,
        );
      });
    },
  };
}

/** Ids stand one a line, so none may hold a line break. */
function holds(exposure: Exposure): Held {
  if (exposure.actors.some((id) => /[\r\n]/.test(id))) return { ok: false, why: "an actor's id holds a line break" };
  const why = whyNotHeld(capabilities["flipper-script"], exposure);
  return why === null ? holdsExposure(exposure) : { ok: false, why };
}

function heldBy(write: Write): Held {
  const held = holdsWrite(write);
  return held.ok && write.exposure !== null ? holds(write.exposure) : held;
}

function missingId({ key, exposure }: Write, ids: readonly string[], variable: string): WriteResult | "go" {
  const wanted = exposure === null || exposure.percent === 100 ? [] : exposure.actors;
  const missing = wanted.filter((id) => !ids.includes(id)).length;
  if (missing === 0) return "go";
  const detail = `${variable} lacks ${missing} of the ${wanted.length} actors' ids: it holds one a line, here and where the script runs`;
  return { key, status: "invalid", detail };
}

/** A job that runs scripts as they appear has done so by now; a person has not. */
function became(write: Write, reading: Reading, answer: Answer, asked: string): WriteResult {
  const { key } = write;
  if (isThere(write, reading)) return { key, status: "applied", detail: "run, and its answer read" };
  const last = answer.results.get(key);
  const before = last === undefined ? "" : ` (the last run said: ${last})`;
  return { key, status: "refused-by-store", detail: `somebody has to run ${asked}${before}` };
}

type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: DocumentProblem["status"]; readonly why: string };

async function answered<T>(ask: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    if (error instanceof DocumentProblem) return { ok: false, status: error.status, why: error.message };
    throw error;
  }
}

function parse(text: string | null, name: string): Answer {
  if (text === null) return noAnswer;
  const answer = parseAnswer(text);
  if (answer !== null) return answer;
  const cure = "run the script again (a second run changes nothing), or restore the file from git";
  throw new DocumentProblem("invalid", `${name} is not what the script prints: ${cure}`);
}

/** What the service itself says against it counts as somebody else's: nobody can tell how many see it. */
function contradicted(reading: Reading, against: string | undefined): Reading {
  if (against === undefined || reading.kind !== "running") return reading;
  const foreign = [...reading.running.foreign, against];
  return { kind: "running", running: { ...reading.running, exposure: everyone, foreign } };
}

const unreadable = ({ why }: { readonly why: string }): Reading => ({ kind: "unreadable", why });
