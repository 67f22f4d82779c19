import type { Answered } from "../../../scripts/flag/measurement.ts";

/** A number, `no-data`, or the reason of an error. */
export type Short = number | string;

export function inShort(answer: Answered): Short {
  switch (answer.kind) {
    case "number":
      return answer.value;
    case "no-data":
      return "no-data";
    case "error":
      return answer.reason;
  }
}
