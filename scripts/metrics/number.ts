import type { Answered } from "../flag/measurement.ts";
import { type Quote, quoter } from "../http/quote.ts";

/**
 * One JSON value as a number, or as what it is instead. `null`, nothing and `NaN` are no data; infinities, text, booleans
 * and containers are errors. JavaScript's own conversions turn `""`, `null` and `[]` into 0, so none of them is used.
 * `quote` makes a stranger's text fit for the message.
 */
export function readNumber(value: unknown, quote: Quote = quoter([])): Answered {
  if (value === null || value === undefined) return { kind: "no-data", why: "the answer holds no value" };
  if (typeof value === "number") return finite(value, String(value));
  if (typeof value !== "string") return wrong("not-a-number", `expected a number, got ${nameOf(value)}`);
  if (value === "NaN") return { kind: "no-data", why: "the answer is NaN: nothing divided by nothing, most often" };
  if (/^[+-]?Inf$/.test(value)) return wrong("not-finite", `expected a finite number, got ${value}`);
  if (!decimal.test(value)) return wrong("not-a-number", `expected a number, got "${quote(value)}"`);
  return finite(Number(value), value);
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

function finite(value: number, text: string): Answered {
  if (Number.isNaN(value)) return { kind: "no-data", why: "the answer is NaN" };
  if (!Number.isFinite(value))
    return wrong("not-finite", `expected a finite number, got ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`);
  return { kind: "number", value };
}

function wrong(reason: "not-a-number" | "not-finite", why: string): Answered {
  return { kind: "error", reason, why };
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
