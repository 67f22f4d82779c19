import { Duration } from "luxon";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DatadogSettings, datadogProvider, datadogUrl } from "../../scripts/metrics/datadog.ts";
import { end, providerConformance, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import { keys, startDatadog } from "./fakes/datadog.ts";
import { transport } from "./transport.ts";

const downloads = "sum:flags.downloads{variant:on}.as_count()";
const secrets = Object.values(keys);
const open = (url: URL, more: Partial<DatadogSettings> = {}) =>
  datadogProvider({ name: "datadog", url, api: "v2", ...keys, retention: null, clock: napping(), ...more });

describe.each(["v1", "v2"] as const)("Datadog %s", (api) => {
  providerConformance(`Datadog ${api}`, async () => {
    const fake = await startDatadog();
    return {
      provider: open(fake.url, { api }),
      known: { question: questionOf(downloads), value: 2400 },
      nothing: questionOf("sum:flags.nobody{*}.as_count()"),
      wrong: [
        { question: questionOf("sum:flags.downloads{*} by {variant}.as_count()"), reason: "many-series" },
        { question: questionOf("sum:flags.downloads{.as_count()"), reason: "bad-query" },
        { question: questionOf("avg:flags.latency{*}"), reason: "bad-query" },
        { question: questionOf(`${downloads} | avrage`), reason: "bad-query" },
        { question: questionOf(downloads, "P460D"), reason: "coverage" },
      ],
      secrets,
      close: fake.close,
    };
  });

  transport(`Datadog ${api}`, {
    start: startDatadog,
    open: (url, more) => open(url, { api, ...more }),
    question: questionOf(downloads),
    secrets,
  });
});

/** A new account, gone after the test. */
async function started() {
  const fake = await startDatadog();
  onTestFinished(fake.close);
  return fake;
}

const ask = async (query: string, more: Partial<DatadogSettings> = {}, length = "PT1H") =>
  open((await started()).url, more).ask(questionOf(query, length));

it("DATADOG-1  v2 is asked for exactly the window, in milliseconds, with one sum and no bucket to choose", async () => {
  const fake = await started();
  await open(fake.url).ask(questionOf(downloads));
  expect(fake.seen.map(({ line }) => line)).toEqual(["POST /api/v2/query/scalar"]);
  expect(fake.seen[0]!.headers).toMatchObject({ "dd-api-key": keys.apiKey, "dd-application-key": keys.applicationKey });
  expect(JSON.parse(fake.seen[0]!.body).data.attributes).toEqual({
    from: 1768474800000,
    to: 1768478400000,
    queries: [{ data_source: "metrics", name: "a", query: downloads, aggregator: "sum" }],
    formulas: [{ formula: "a" }],
  });
});

it("DATADOG-2  v1 is asked in seconds, and neither the bucket before the window nor the one being filled counts", async () => {
  const fake = await started();
  const window = { from: end.minus({ minutes: 59, seconds: 30.5 }), to: end.plus({ seconds: 20 }) };
  const answer = await open(fake.url, { api: "v1" }).ask(questionOf(downloads, "PT1H", { window }));
  const { searchParams } = new URL(fake.seen[0]!.line.slice(4), fake.url);
  expect(Object.fromEntries(searchParams)).toEqual({ query: downloads, from: "1768474830", to: "1768478420" });
  expect(answer).toEqual({ kind: "number", value: 59 * 40 });
});

it("DATADOG-3  null is no data and never 0", async () => {
  expect(await ask("sum:flags.stopped{*}.as_count()")).toMatchObject({ kind: "no-data" });
  expect(await ask("sum:flags.stopped{*}.as_count()", { api: "v1" })).toMatchObject({ kind: "no-data" });
});

it.each(["v1", "v2"] as const)("DATADOG-24  %s: or 0 is a 0 of one's own choosing, and is not sent", async (api) => {
  expect(await ask("sum:flags.nobody{*}.as_count() or 0", { api })).toEqual({ kind: "number", value: 0 });
  expect(await ask("sum:flags.stopped{*}.as_count() or 0", { api })).toEqual({ kind: "number", value: 0 });
  expect(await ask(`${downloads} or 0`, { api })).toEqual({ kind: "number", value: 2400 });
});

it("DATADOG-4  errors inside a success are errors", async () => {
  const why = "Datadog says: query exceeded the maximum allowed time range";
  expect(await ask("sum:flags.slow{*}.as_count()")).toEqual({ kind: "error", reason: "bad-query", why });
});

it("DATADOG-5  waits as long as the rate limit says, in seconds", async () => {
  const fake = await started();
  fake.fail(fake.response("rate-limited"));
  const clock = napping();
  expect(await open(fake.url, { clock }).ask(questionOf(downloads))).toEqual({ kind: "number", value: 2400 });
  expect(clock.naps).toEqual([23_000]);
});

it("DATADOG-6  wrong keys are named as such", async () => {
  expect(await ask(downloads, { apiKey: "dd-another-key" })).toMatchObject({ reason: "auth" });
});

it.each([
  ["P449D", null, "number"],
  ["P451D", null, "coverage"],
  ["P8D", "P7D", "coverage"],
])("DATADOG-7  a window of %s where %s is kept is %s", async (window, retention, what) => {
  const kept = retention === null ? null : Duration.fromISO(retention);
  const answer = await ask(downloads, { retention: kept }, window);
  expect([answer.kind, answer.kind === "error" && answer.reason]).toContain(what);
});

it("DATADOG-8  an old window is refused once its begin is forgotten, however short it is", async () => {
  const clock = napping(end.plus({ days: 7, minutes: -59 }).toMillis());
  const fake = await started();
  const answer = await open(fake.url, { clock, retention: Duration.fromISO("P7D") }).ask(questionOf(downloads));
  expect(answer).toEqual({
    kind: "error",
    reason: "coverage",
    why: "the window begins 2026-01-15T11:00:00Z, and datadog keeps only the last 7 d",
  });
  expect(fake.seen).toEqual([]);
});

it.each([
  ["datadoghq.com", "https://api.datadoghq.com"],
  ["us5.datadoghq.com", "https://api.us5.datadoghq.com"],
  ["ddog-gov.com", "https://api.ddog-gov.com"],
])("DATADOG-9  the API of %s is %s", (site, url) => {
  expect(datadogUrl(site)).toBe(url);
});
