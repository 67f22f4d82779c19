import { resolveWindow } from "../flag/query.ts";
import { readInstant, spell } from "./instant.ts";
import { readNumber } from "./number.ts";
import type { Provider, Question } from "./provider.ts";

/**
 * Values that people saw and wrote down under `results.observed` of the stage. One counts only where it was seen within
 * the window asked about (both ends included) and names evidence that others can open; else there is no data, and why.
 */
export function manualProvider(): Provider {
  return {
    name: "manual",
    resolve: ({ query, window }) => resolveWindow(query, window.from, window.to),
    async ask(question) {
      const why = whyNot(question);
      if (why !== null) return { kind: "no-data", why };
      return readNumber(question.part === "samples" ? question.observation?.samples : question.observation?.value);
    },
  };
}

function whyNot({ metric, observation, window, part }: Question): string | null {
  if (observation === null) return `nobody wrote down ${metric} for this stage: add it under results.observed`;
  const seen = readInstant(observation.observedAt);
  if (seen === null) return `${metric}: observedAt is no instant with an offset: write 2026-01-15T12:00:00Z`;
  if (seen < window.from) {
    return `${metric} was observed ${spell(seen)}, before the window began ${spell(window.from)}: look again`;
  }
  if (seen > window.to) {
    return `${metric} was observed ${spell(seen)}, after the window's end ${spell(window.to)}: counts once that has passed`;
  }
  if (observation.observedBy.trim() === "") return `${metric}: observedBy is empty: say who saw it`;
  if (!isHttps(observation.evidence)) return `${metric}: evidence is no https address: link what was seen`;
  if (part === "samples" && observation.samples === null) return `${metric}: samples is not filled in`;
  return null;
}

const isHttps = (text: string) => URL.canParse(text) && new URL(text).protocol === "https:";
