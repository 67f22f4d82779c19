import type { PullRequestReport } from "../forge.ts";
import type { NoteLine, Notes } from "./notes.ts";

/** Writes the one report of a pull request onto the head it judged, and takes it from the head before. */
export function putReport(notes: Notes, number: number, report: PullRequestReport): Promise<void> {
  return notes.change((lines) => {
    const own = lines.filter((line) => numberOf(line) === number);
    const rest = (commit: string) =>
      lines.filter((line) => line.commit === commit && !own.includes(line)).map(({ text }) => text);
    const { outcome, title, comment } = report;
    const text = JSON.stringify({ number, outcome, title, comment });
    const emptied = own
      .filter(({ commit }) => commit !== report.head)
      .map(({ commit }) => [commit, rest(commit)] as const);
    return { write: new Map([...emptied, [report.head, [...rest(report.head), text]]]), answer: undefined };
  });
}

/** The report of a pull request as it stands now, or null. */
export async function reportIn(notes: Notes, number: number): Promise<PullRequestReport | null> {
  const line = (await notes.lines()).find((one) => numberOf(one) === number);
  if (line === undefined) return null;
  const { outcome, title, comment } = JSON.parse(line.text) as Omit<PullRequestReport, "head">;
  return { head: line.commit, outcome, title, comment };
}

function numberOf({ text }: NoteLine): number | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null && "number" in line && typeof line.number === "number"
      ? line.number
      : null;
  } catch {
    return null;
  }
}
