import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { readResults, reasonInErrors } from "../../scripts/metrics/new-relic-answer.ts";
import { questionOf } from "../conformance/provider.ts";

const { window } = questionOf("");
const [begin, end] = [window.from.toMillis(), window.to.toMillis()];
const body = (results: unknown, timeWindow?: object) => ({
  data: { actor: { account: { nrql: { results, metadata: { timeWindow } } } } },
});
const read = (answer: unknown) => readResults(answer, { window, quote: quoter([]) });

it.each([
  [body([{ count: 12 }]), 12],
  [body([{ facet: "on", variant: "on", count: 12 }]), 12],
  [body([{ count: 12 }], { begin, end }), 12],
  [body([{ count: 12 }], { begin: begin - 60_000, end: end + 60_000 }), 12],
  [body([{ count: 12 }], { begin: null, end: null }), 12],
])("NEW-RELIC-9  %j is %d", (answer, value) => {
  expect(read(answer)).toEqual({ kind: "number", value });
});

it.each([[body([])], [body([{ "average.duration": null }])]])("NEW-RELIC-10  %j is no data", (answer) => {
  expect(read(answer)).toMatchObject({ kind: "no-data" });
});

it.each([
  [body([{ count: 1 }, { count: 2 }]), "many-series", "expected 1 row, got 2: take FACET off the query"],
  [body([{ count: 1, sum: 2 }]), "many-series", "expected 1 number, got 2: count, sum"],
  [body([{ count: null, sum: 2 }]), "many-series", "expected 1 number, got 2: count, sum"],
  [body([{ "latest.version": "12" }]), "not-a-number", "expected a number in the row, got only latest.version"],
  [body([{}]), "not-a-number", "expected a number in the row, got only nothing"],
  [body([7]), "bad-shape", "answered a row that is no object"],
  [body({}), "bad-shape", "answered JSON without the results of an NRQL query"],
  [{ data: { actor: { account: null } } }, "bad-shape", "answered JSON without the results of an NRQL query"],
  [
    body([{ count: 1 }], { begin: begin - 300_000, end }),
    "coverage",
    "the answer is for 3900 s, 300 s off the 3600 s asked for: use a longer window",
  ],
  [
    body([{ count: 1 }], { begin: begin + 1_800_000, end }),
    "coverage",
    "the answer is for 1800 s, 1800 s off the 3600 s asked for: use a longer window",
  ],
] as const)("NEW-RELIC-11  %j: %s, %s", (answer, reason, why) => {
  expect(read(answer)).toEqual({ kind: "error", reason, why });
});

const errors = (extensions: object) => ({ errors: [{ message: "no", extensions }] });
it.each([
  [errors({ errorClass: "TIMEOUT" }), 200, "timeout"],
  [errors({ errorClass: "SERVER_ERROR" }), 200, "unavailable"],
  [errors({ errorClass: "INTERNAL_SERVER_ERROR" }), 500, "unavailable"],
  [errors({ error_code: "BAD_API_KEY" }), 200, "auth"],
  [errors({}), 200, "bad-query"],
  [{ errors: ["no"] }, 200, "bad-query"],
  [errors({}), 503, null],
  [{ errors: [] }, 200, null],
  [{ data: {} }, 200, null],
])("NEW-RELIC-12  %j with status %d is %s", (answer, status, reason) => {
  expect(reasonInErrors(answer, status)).toBe(reason);
});
