import { expect, it } from "vitest";
import { answerIn, answersIn, isAbout } from "../../../scripts/stores/ofrep/answer.ts";

it.each([null, undefined, 7, "text", [], {}, { value: null }, { value: undefined, variant: "on" }])(
  "OFREP-8  %j is no answer",
  (json) => {
    expect(answerIn(json).kind).toBe("unknown");
    expect(answersIn(json, ["flag"]).get("flag")?.kind).toBe("unknown");
    expect(isAbout(json)).toBe(false);
  },
);
