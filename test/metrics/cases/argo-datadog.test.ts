import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { quoter } from "../../../scripts/http/quote.ts";
import { datadogProvider } from "../../../scripts/metrics/datadog.ts";
import { readColumns } from "../../../scripts/metrics/datadog-answer.ts";
import { questionOf } from "../../conformance/provider.ts";
import v1 from "../../golden/metric-cases/argo-datadog-v1.json" with { type: "json" };
import v2 from "../../golden/metric-cases/argo-datadog-v2.json" with { type: "json" };
import columns from "../../golden/metric-cases/argo-datadog-v2-columns.json" with { type: "json" };
import { napping } from "../../http/clock.ts";
import * as faults from "../../http/faults.ts";
import { inShort, type Short } from "./short.ts";

type Case = (typeof v1.cases)[number] | (typeof v2.cases)[number];

/** The end of the newest bucket of the v1 cases, which are of 15 seconds: 2020-08-31T09:59:00Z. */
const bucketEnd = DateTime.fromMillis(1_598_867_940_000, { zone: "utc" });

/** What our provider makes of a case whose window ends then. */
async function ask({ http_status, http_body, window_seconds }: Case, api: "v1" | "v2", to = bucketEnd): Promise<Short> {
  const server = await faults.startFaults(faults.answer(http_status, http_body));
  const keys = { apiKey: "api", applicationKey: "application" };
  const clock = napping(to.toMillis());
  const provider = datadogProvider({ name: "datadog", url: server.url, api, ...keys, retention: null, clock });
  const window = { from: to.minus({ seconds: window_seconds }), to };
  const answer = await provider.ask(questionOf("avg:error.rate{*} | last", "PT1H", { window }));
  await server.close();
  return inShort(answer);
}

/** Argo's verdict by a limit, and ours by the same: at the limit ours passes, and no case is at it. */
function verdict({ success }: Case, value: number): string {
  const [, limit] = /< ([\d.]+)/.exec(success ?? "") ?? [];
  return value <= Number(limit) ? "pass" : "fail";
}

const noData = "no data is neither a pass nor a failure, and no query language turns it into one";
const grouped = "one number is asked for: several groups are many series";

/** Where we say something else than Argo, and why. */
const contradicted: Readonly<Record<string, readonly [Short, string]>> = {
  "dd1-07": ["no-data", noData],
  "dd1-08": ["no-data", noData],
  "dd1-09": ["no-data", noData],
  "dd2-07": ["no-data", noData],
  "dd2-08": ["no-data", noData],
  "dd2-09": ["no-data", noData],
  "dd2-15": ["many-series", grouped],
  "dd2-16": ["many-series", grouped],
  "dd2-18": ["many-series", grouped],
  "dd2-19": ["many-series", grouped],
  "dd2-20": ["many-series", grouped],
  "dd2-22": ["many-series", grouped],
};

/** The reasons we give where Argo has an error too. */
const errors: Readonly<Record<string, string>> = {
  "dd1-04": "bad-query",
  "dd1-05": "auth",
  "dd1-11": "bad-shape",
  "dd2-04": "bad-query",
  "dd2-05": "auth",
  "dd2-11": "bad-shape",
  "dd2-21": "bad-query",
  "dd2-23": "not-a-number",
  "dd2-24": "bad-shape",
};

async function agrees(one: Case, api: "v1" | "v2") {
  const short = await ask(one, api);
  const [instead] = contradicted[one.id] ?? [];
  if (instead !== undefined) return expect(short).toBe(instead);
  if (one.expected === "error") return expect(short).toBe(errors[one.id]);
  expect(`[${short}]`).toContain(one.expected_value!.replace(/^\[|\]$/g, ""));
  expect(verdict(one, Number(short))).toBe(one.expected);
}

describe(`CASE-2  argo-datadog-v1: ${v1.adopt}`, () => {
  it("has all 12 cases", () => expect(v1.cases).toHaveLength(12));

  it.each(v1.cases)("$id  a whole newest bucket: $expected", (one) => agrees(one, "v1"));

  it.each(v1.cases.filter(({ http_body }) => http_body.includes('"pointlist"')))(
    "$id  the newest bucket still being filled is not read, though Argo takes it",
    async (one) => {
      expect(await ask(one, "v1", bucketEnd.minus({ seconds: 1 }))).toBe(0.0020008318672513122);
    },
  );
});

describe(`CASE-3  argo-datadog-v2: ${v2.adopt}`, () => {
  it("has all 24 cases", () => expect(v2.cases).toHaveLength(24));

  it.each(v2.cases)("$id  $name: $expected", (one) => agrees(one, "v2"));

  it("dd2-21, where the official client has it: errors at the top", async () => {
    const one = v2.cases.find(({ id }) => id === "dd2-21")!;
    const moved = JSON.stringify({ data: {}, ...JSON.parse(one.http_body).data });
    expect(await ask({ ...one, http_body: moved }, "v2")).toBe("bad-query");
  });
});

describe(`CASE-4  argo-datadog-v2-columns: ${columns.adopt}`, () => {
  it("has all 12 cases", () => expect(columns.cases).toHaveLength(12));

  it.each(columns.cases)("$id  $name", (one) => {
    const read = readColumns(one.columns, quoter([]));
    if (one.expected_error_contains !== null) return expect(read).toMatchObject({ kind: "error" });
    const { expected_values: values, expected_groups: groups, grouped } = one;
    expect(read).toMatchObject({ values, groups: groups ?? [], grouped });
  });
});
