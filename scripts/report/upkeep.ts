import type { DateTime } from "luxon";
import { fitted, list, text } from "./comment/blocks.ts";
import { prose, proseWithCode } from "./comment/markdown.ts";
import { plain, plural, sentence } from "./words/plain.ts";

/** One thing that keeps the rest alive, as it was found. */
export type UpkeepView = WorkflowView | RulesView;

export interface WorkflowView {
  readonly kind: "workflow";
  /** `.github/workflows/flag-gate.yml` */
  readonly file: string;
  readonly state: WorkflowState;
}

export type WorkflowState =
  | { readonly kind: "alive"; readonly last: DateTime | null }
  /** No run ended well for longer than we wait. Minutes. */
  | { readonly kind: "late"; readonly last: DateTime | null; readonly every: number; readonly patience: number }
  | { readonly kind: "off"; readonly state: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unscheduled"; readonly why: string }
  | Untold;

export interface RulesView {
  readonly kind: "rules";
  readonly state:
    | { readonly kind: "same"; readonly unseen: boolean }
    /** In words; `unseen`: who may bypass the rules was not told. */
    | { readonly kind: "drift"; readonly differences: readonly string[]; readonly unseen: boolean }
    | { readonly kind: "no-files" }
    | Untold;
}

export interface Untold {
  readonly kind: "untold";
  readonly why: string;
  /** Until somebody changes it, and not by a passing trouble. */
  readonly lasting: boolean;
}

/** What becomes of the issue about it. */
export type UpkeepIssue =
  | { readonly kind: "raise"; readonly title: string; readonly body: string }
  | { readonly kind: "close"; readonly because: string }
  | { readonly kind: "leave" };

/** What stops when a workflow does. */
const idle: Readonly<Record<string, string>> = {
  "flag-gate": "Pull requests are not judged, and none is merged.",
  "flag-sync": "What is merged does not reach the stores, and what is changed in them by hand is not seen.",
  "flag-monitor": "Nobody measures, and no flag is taken down when its numbers turn bad.",
};

export function upkeepIssue(view: UpkeepView): UpkeepIssue {
  const said = view.kind === "workflow" ? ofWorkflow(view) : ofRules(view);
  switch (said.kind) {
    case "well":
      return { kind: "close", because: sentence(proseWithCode(said.what)) };
    case "unsure":
    case "nothing":
      return { kind: "leave" };
    case "wrong": {
      const { title, what, rows, cure } = said;
      const differences =
        rows.length === 0
          ? []
          : [
              list(
                "",
                rows.map((row) => `- ${prose(row)}`),
              ),
            ];
      const out = `What to do: ${sentence(proseWithCode(cure))} Once it is well again this issue is closed.`;
      const blocks = [text(sentence(proseWithCode(what))), ...differences, text(out)];
      return { kind: "raise", title, body: fitted(blocks, 60_000, (left) => `_${plural(left, "line")} left out._`) };
    }
  }
}

/** One line for the page of a run, and whether there is nothing to be done. */
export function upkeepLine(view: UpkeepView): { readonly well: boolean; readonly line: string } {
  const said = view.kind === "workflow" ? ofWorkflow(view) : ofRules(view);
  const rows = said.kind === "wrong" ? said.rows : [];
  const line = rows.length === 0 ? said.what : `${said.what}: ${rows.join("; ")}`;
  return { well: said.kind === "well" || said.kind === "nothing", line: sentence(plain(line, 2000)) };
}

type Said =
  | { readonly kind: "well"; readonly what: string }
  | { readonly kind: "nothing"; readonly what: string }
  /** Not found out, and by next time it may be. */
  | { readonly kind: "unsure"; readonly what: string }
  | {
      readonly kind: "wrong";
      readonly title: string;
      readonly what: string;
      readonly rows: readonly string[];
      readonly cure: string;
    };

function ofWorkflow({ file, state }: WorkflowView): Said {
  const yml = file.split("/").at(-1) ?? file;
  const name = yml.replace(/\.ya?ml$/, "");
  const without = idle[name] ?? "";
  const wrong = (title: string, what: string, cure: string): Said => ({
    ...{ kind: "wrong", title: `${name} ${title}`, what: `${name} ${what}. ${without}`.trim(), rows: [], cure },
  });
  const ended = (last: DateTime | null) => (last === null ? "has never ended well" : `last ended well ${on(last)}`);
  switch (state.kind) {
    case "alive":
      return {
        kind: "well",
        what: `${name} ${state.last === null ? "is new and has not run yet" : ended(state.last)}`,
      };
    case "late":
      return wrong(
        "does not run, or does not end well",
        `${ended(state.last)}: it is due every ${span(state.every)}, and ${span(state.patience)} is what we wait`,
        `look at its last runs, and start one: \`gh workflow run ${yml}\``,
      );
    case "off":
      return wrong("is switched off", `is ${offWords[state.state] ?? state.state}`, `\`gh workflow enable ${yml}\``);
    case "missing":
      return wrong("is missing", `has no file ${file} on the base branch`, "copy it from the template");
    case "unscheduled":
      return wrong("has no schedule", state.why, "give it the schedule it has in the template");
    case "untold":
      if (!state.lasting) return { kind: "unsure", what: `whether ${name} runs is not known: ${state.why}` };
      return wrong("is not watched", `may have stopped without anybody knowing: ${state.why}`, grant);
  }
}

function ofRules({ state }: RulesView): Said {
  const same = `the rules of branches are as ${folder} says`;
  switch (state.kind) {
    case "same":
      return { kind: "well", what: state.unseen ? `${same}; ${unseen}` : same };
    case "drift": {
      const what = `the rules of branches are not as ${folder} says${state.unseen ? ` (${unseen})` : ""}`;
      const title = `The rules of branches are not as ${folder} says`;
      return { kind: "wrong", title, what, rows: state.differences, cure: restore };
    }
    case "no-files":
      return { kind: "nothing", what: `there are no files in ${folder} to compare the rules of branches with` };
    case "untold": {
      const what = `whether the rules of branches are as ${folder} says is not known: ${state.why}`;
      if (!state.lasting) return { kind: "unsure", what };
      return { kind: "wrong", title: "The rules of branches are not watched", what, rows: [], cure: grant };
    }
  }
}

const folder = ".github/rulesets";
const unseen = "who may bypass them is told only to who may change them, so `flaghoist doctor` must look at that";
const restore =
  "set them back with the calls that `flaghoist setup --print` prints, or change the files in a pull request";
const grant = "give the job that permission in its workflow file, as it is in the template";

/** https://docs.github.com/en/rest/actions/workflows#list-repository-workflows */
const offWords: Readonly<Record<string, string>> = {
  disabled_inactivity: "switched off by GitHub, which does so with schedules after 60 days without activity",
  disabled_manually: "switched off by hand",
  disabled_fork: "switched off, because this is a fork",
  deleted: "deleted",
};

const on = (at: DateTime) => `on ${at.toUTC().toFormat("yyyy-MM-dd 'at' HH:mm")} UTC`;
const span = (minutes: number) => (minutes % 60 === 0 && minutes > 60 ? `${minutes / 60} hours` : `${minutes} minutes`);
