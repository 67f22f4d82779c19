import type { Problem, Report } from "../value.ts";
import type { MovedView } from "../views.ts";
import { ends } from "../words/move.ts";
import { diagnosticJson, findingJson, moveJson, version } from "./parts.ts";

/** `check --json`, as schemas/check.schema.json describes it. */
export function checkJson({ outcome, judged, diagnostics }: Report) {
  return {
    version,
    outcome,
    promotions: judged.flatMap(({ verdict }) => {
      const { plan, move, findings } = verdict;
      if (move.kind !== "promote" && move.kind !== "retire") return [];
      return [{ plan, ...ends(move), outcome: verdict.outcome, findings: findings.map(findingJson) }];
    }),
    moves: judged.map(({ verdict, exposure, edits }) => {
      const move = moveJson(verdict.move, exposure, edits);
      return { ...move, outcome: verdict.outcome, findings: verdict.findings.map(findingJson) };
    }),
    diagnostics: diagnostics.map(diagnosticJson),
  };
}

/** `plan --json`: what moves, before anybody judged it. */
export function planJson(moved: readonly MovedView[], problems: readonly Problem[]) {
  return {
    version,
    moves: moved.map(({ move, exposure, edits }) => moveJson(move, exposure, edits)),
    diagnostics: problems.map(diagnosticJson),
  };
}

/** `validate --json`. */
export function validateJson(files: number, problems: readonly Problem[]) {
  return { version, files, diagnostics: problems.map(diagnosticJson) };
}
