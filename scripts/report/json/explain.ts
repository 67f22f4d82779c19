import type { Explained, Explanation } from "../../flag/explained.ts";
import { because } from "../words/explained.ts";
import { version } from "./parts.ts";

/** `explain --json`. The person asked about is not in it. */
export function explainJson({ plan, standing, flags }: Explanation) {
  return {
    version,
    plan,
    standing,
    flags: flags.map(({ key, environment, store, main, stages, running, served }) => ({
      ...{ flag: key, environment, store, main: explained(main), running: explained(running, "store"), served },
      stages: stages.map(({ stage, explained: at }) => ({ stage, ...explained(at) })),
    })),
  };
}

const explained = (one: Explained, where?: "store") => ({ ...one, because: because(one, where) });
