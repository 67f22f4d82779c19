import { setFailed } from "@actions/core";
import { annotations } from "../report/check-run/annotations.ts";
import { Unreadable } from "../workflows/read.ts";
import { annotate, oneLine } from "./say.ts";
import { type Surroundings, surroundings } from "./surroundings.ts";

/**
 * Runs one action to its end. What `act` gives back fails the step where it is not null; so does what it throws, by its
 * message alone: nobody who reads a log is helped by our stack, and it may hold what was sent.
 */
export async function run(act: (around: Surroundings) => Promise<string | null>): Promise<void> {
  try {
    const problem = await act(surroundings(process.env));
    if (problem !== null) setFailed(oneLine(problem));
  } catch (error) {
    if (error instanceof Unreadable) annotate(annotations({ diagnostics: error.diagnostics, judged: [] }));
    setFailed(oneLine(error instanceof Error ? error.message : String(error)));
  }
}
