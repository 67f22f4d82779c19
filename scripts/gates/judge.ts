import { type Evidence, type Gate, type Subject, type Verdict, worst } from "./gate.ts";
import { gates } from "./gates.ts";

/**
 * The verdict on one move: all gates in their order, the outcome its worst finding's. Of an illegal move only `move`
 * speaks: nothing else about it is worth knowing before it is mended. Pure: the same subject and evidence give the
 * same verdict, whatever the order of reviews, stores and measurements.
 */
export function judge(subject: Subject, evidence: Evidence, asked: readonly Gate[] = gates): Verdict {
  const { move } = subject;
  const speaking = move.kind === "illegal" ? asked.filter(({ name }) => name === "move") : asked;
  const findings = speaking.flatMap((gate) => gate.judge(subject, evidence));
  return { plan: move.plan, move, outcome: worst(findings.map(({ outcome }) => outcome)), findings };
}
