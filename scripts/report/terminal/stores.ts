import { recorded, sameRecorded } from "../../flag/recorded.ts";
import type { WriteResult } from "../../flag/running.ts";
import type { Outcome } from "../../gates/gate.ts";
import { describeStep } from "../../reconcile/describe.ts";
import type { Step } from "../../reconcile/step.ts";
import type { StoreView, SyncView } from "../views.ts";
import { changedBy } from "../words/changed.ts";
import { symbols, worstFirst } from "../words/outcome.ts";
import { plain, plural, sentence } from "../words/plain.ts";
import { name } from "./gates.ts";
import { type Cell, table, wrapped } from "./layout.ts";
import { type Look, paint } from "./paint.ts";

/** Where the stores differ from main, worst first; nothing is said of what is in step but how much of it there is. */
export function driftText({ stores, broken }: SyncView, look: Look): string {
  return storesText(stores, broken, look, "All stores run what main says.");
}

/** What a sync wrote, and what it left alone and why. */
export function syncText(
  { stores, broken, reverts = [], unproposed = [], commit, unrecorded = null }: SyncView,
  look: Look,
): string {
  const opened = reverts.map(
    ({ plan, pullRequest }) =>
      `Opened pull request ${pullRequest}: once it is merged, main says too that ${name(plan)} is down.`,
  );
  const said = storesText(stores, broken, look, `Nothing to write: all stores run ${commit.slice(0, 10)}.`);
  const unopened = unproposed.map(
    ({ plan, why }) =>
      `No pull request says yet that ${name(plan)} was taken down; the next sync tries again: ${sentence(plain(why))}`,
  );
  const lost = unrecorded === null ? [] : [`When this was written is not recorded: ${sentence(plain(unrecorded))}`];
  return [said, ...opened, ...unopened, ...lost].join("\n");
}

function storesText(stores: readonly StoreView[], broken: readonly string[], look: Look, nothing: string): string {
  const style = paint(look.colour);
  const files = broken.map((file) =>
    style.fail(`${symbols.fail} ${plain(file)} does not load and is left alone: flaghoist validate says why`),
  );
  const parts = [...stores.flatMap((store) => storeText(store, look)), ...files];
  const inStep = stores.flatMap(runsAsMainSays).length;
  if (parts.length === 0) return `${nothing} ${plural(inStep, "flag")} in step.`;
  return [...parts, `${plural(inStep, "flag")} in step.`].join("\n");
}

function storeText(view: StoreView, look: Look): readonly string[] {
  const { environment, store, steps, unresolved, results = [], unconfirmed = [], changes } = view;
  const style = paint(look.colour);
  const left = unresolved.map(({ plan, missing }) => {
    const secrets = missing.map(name).join(", ");
    return {
      outcome: "error" as const,
      word: "unknown",
      text: `${name(plan)} is left alone: ${secrets} not set here.`,
    };
  });
  const done = new Map(results.map((result) => [result.key, result]));
  const lines = steps.flatMap((step) =>
    step.kind === "in-step" ? [] : [lineOf(step, done.get(step.key), changes?.get(step.key))],
  );
  const rows = worstFirst([...lines, ...unconfirmed.map(unlike), ...left]).map(
    ({ outcome, word, text }): readonly Cell[] => [
      { text: `${symbols[outcome]} ${word}`, style: style[outcome] },
      { text },
    ],
  );
  if (rows.length === 0) return [];
  return [
    ...wrapped(style.strong(`${name(environment)}: ${plain(store.name)}`), look.columns, 2),
    ...table(rows, look.columns, 2),
  ];
}

const kinds = {
  write: "wait",
  "in-step": "pass",
  "drift-up": "fail",
  "drift-down": "error",
  held: "wait",
  unknown: "error",
  "first-contact": "wait",
} as const satisfies Record<Step["kind"], Outcome>;

type Change = NonNullable<ReturnType<NonNullable<StoreView["changes"]>["get"]>>;
type Unconfirmed = NonNullable<StoreView["unconfirmed"]>[number];

interface Line {
  readonly outcome: Outcome;
  readonly word: string;
  readonly text: string;
}

const isDone = ({ status }: WriteResult) => status === "applied" || status === "unchanged";

/** Flags that were in step, and those that a write made so; one that went down to less than main says is not. */
function runsAsMainSays({ steps, results = [] }: StoreView): readonly Step[] {
  const done = new Set(results.filter(isDone).map(({ key }) => key));
  return steps.filter((step) => {
    if (step.kind === "in-step") return true;
    if (!("write" in step) || !done.has(step.key)) return false;
    const { exposure, applied } = step.write;
    return exposure === null || sameRecorded(recorded(exposure), applied.exposure);
  });
}

/** A step, or where it was carried out what became of it. */
function lineOf(step: Step, result: WriteResult | undefined, change: Change | undefined): Line {
  const who = change === undefined ? "" : ` ${plain(changedBy(change))}`;
  const text = `${plain(describeStep(step))}${who}`;
  if (result === undefined) return { outcome: kinds[step.kind], word: step.kind, text };
  const done = isDone(result);
  const detail = done || result.detail === "" ? "" : ` ${sentence(plain(result.detail))}`;
  return { outcome: done ? "pass" : "error", word: result.status, text: `${text}${detail}` };
}

/** It is in the store, and the store serves something else. */
function unlike({ key, why, settling }: Unconfirmed): Line {
  return settling
    ? {
        outcome: "wait",
        word: "settling",
        text: `${plain(key)} is written, and not served everywhere yet: ${plain(why)}.`,
      }
    : { outcome: "error", word: "not served", text: `${plain(key)} is written, but not served: ${plain(why)}.` };
}
