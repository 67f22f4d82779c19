import { Duration } from "luxon";
import { expect, it, onTestFinished } from "vitest";
import { type CloudWatchSettings, cloudWatchProvider, cloudWatchUrl } from "../../scripts/metrics/cloudwatch.ts";
import { end, providerConformance, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import { keys, region, startCloudWatch } from "./fakes/cloudwatch.ts";
import { transport } from "./transport.ts";

const downloads = "Sum Forms/1095B downloads where Variant = on";
const now = end.toMillis();
const secrets = Object.values(keys);
const open = (url: URL, more: Partial<CloudWatchSettings> = {}) =>
  cloudWatchProvider({ name: "cloudwatch", url, region, keys, retention: null, clock: napping(now), ...more });

/** A service and a provider with the same clock. */
async function started(at = now, pageSize?: number) {
  const clock = napping(at);
  const fake = await startCloudWatch({ now: clock.now, ...(pageSize !== undefined && { pageSize }) });
  onTestFinished(fake.close);
  return { fake, clock, provider: open(fake.url, { clock }) };
}

providerConformance("CloudWatch", async () => {
  const fake = await startCloudWatch({ now: () => now });
  const special = (name: string) => questionOf(`Sum Forms/1095B ${name} where Variant = on`);
  return {
    provider: open(fake.url),
    known: { question: questionOf(downloads), value: 2400 },
    nothing: special("nobody"),
    wrong: [
      { question: special("partial"), reason: "partial" },
      { question: special("broken"), reason: "partial" },
      { question: special("noted"), reason: "partial" },
      { question: special("forbidden"), reason: "auth" },
      { question: questionOf("Average Forms/1095B downloads"), reason: "bad-query" },
      { question: questionOf(downloads, "P456D"), reason: "coverage" },
    ],
    secrets,
    close: fake.close,
  };
});

transport("CloudWatch", {
  start: () => startCloudWatch({ now: () => now + 3 * 86_400_000 }),
  open,
  question: questionOf(downloads),
  secrets,
});

it("CLOUDWATCH-1  one signed request for whole minutes inside the window, their sums added up", async () => {
  const { fake, provider } = await started();
  const window = { from: end.minus({ minutes: 59, seconds: 30 }), to: end.minus({ seconds: 1 }) };
  expect(await provider.ask(questionOf(downloads, "PT1H", { window }))).toEqual({ kind: "number", value: 58 * 40 });
  expect(fake.seen.map(({ line }) => line)).toEqual(["POST /"]);
  expect(fake.seen[0]!.headers).toMatchObject({
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "GraniteServiceVersion20100801.GetMetricData",
    "x-amz-date": "20260115T120000Z",
    "x-amz-security-token": keys.sessionToken,
  });
  const Dimensions = [{ Name: "Variant", Value: "on" }];
  const Metric = { Namespace: "Forms/1095B", MetricName: "downloads", Dimensions };
  expect(JSON.parse(fake.seen[0]!.body)).toEqual({
    MetricDataQueries: [{ Id: "n", MetricStat: { Metric, Period: 60, Stat: "Sum" }, ReturnData: true }],
    StartTime: 1768474860,
    EndTime: 1768478340,
    ScanBy: "TimestampAscending",
  });
});

it("CLOUDWATCH-2  long-lived keys send no session token", async () => {
  const { fake } = await started();
  const provider = open(fake.url, { keys: { ...keys, sessionToken: null } });
  expect(await provider.ask(questionOf(downloads))).toEqual({ kind: "number", value: 2400 });
  expect(fake.seen[0]!.headers).not.toHaveProperty("x-amz-security-token");
});

it("CLOUDWATCH-3  pages are read to the end, each with a signature of its own", async () => {
  const { fake, provider } = await started(now, 25);
  expect(await provider.ask(questionOf(downloads))).toEqual({ kind: "number", value: 2400 });
  expect(fake.seen.map(({ body }) => JSON.parse(body).NextToken)).toEqual([undefined, "25", "50"]);
});

it("CLOUDWATCH-4  pages without an end are not read for ever", async () => {
  const { fake, provider } = await started(now, 1);
  expect(await provider.ask(questionOf(downloads))).toMatchObject({ kind: "error", reason: "too-large" });
  expect(fake.seen).toHaveLength(10);
});

it.each([
  ["PT1H", 0, 60, 2400],
  ["PT1H", 16, 300, 2400],
  ["PT1H", 64, 3600, 2400],
  ["P10D", 0, 300, 576_000],
  ["P60D", 0, 3600, 3_456_000],
])(
  "CLOUDWATCH-5  a window of %s that ended %d days ago is asked in periods of %d s",
  async (length, ago, period, value) => {
    const { fake, provider } = await started(end.plus({ days: ago }).toMillis());
    expect(await provider.ask(questionOf(downloads, length))).toEqual({ kind: "number", value });
    expect(JSON.parse(fake.seen[0]!.body).MetricDataQueries[0].MetricStat.Period).toBe(period);
  },
);

it("CLOUDWATCH-6  what is too short for a period, or too old for any, is not asked", async () => {
  const { fake, provider } = await started();
  expect(await provider.ask(questionOf(downloads, "PT50S"))).toMatchObject({ kind: "no-data" });
  const old = await started(end.plus({ days: 455 }).toMillis());
  expect(await old.provider.ask(questionOf(downloads))).toMatchObject({ kind: "error", reason: "coverage" });
  const short = open(fake.url, { retention: Duration.fromISO("PT30M") });
  expect(await short.ask(questionOf(downloads))).toMatchObject({ kind: "error", reason: "coverage" });
  expect([...fake.seen, ...old.fake.seen]).toEqual([]);
});

it("CLOUDWATCH-23  or 0 makes a 0 of an answer without data, but none of a window without a period", async () => {
  const { provider } = await started();
  const query = "Sum Forms/1095B nobody where Variant = on or 0";
  expect(await provider.ask(questionOf(query))).toEqual({ kind: "number", value: 0 });
  expect(await provider.ask(questionOf(query, "PT50S"))).toMatchObject({ kind: "no-data" });
});

it("CLOUDWATCH-7  throttling comes with status 400, and is waited out", async () => {
  const { fake, clock, provider } = await started();
  fake.fail(fake.response("throttled"));
  expect(await provider.ask(questionOf(downloads))).toEqual({ kind: "number", value: 2400 });
  expect(clock.naps).toEqual([1000]);
});

it.each([
  ["another key", { keys: { ...keys, accessKeyId: "AKIDANOTHER" } }],
  ["another secret", { keys: { ...keys, secretAccessKey: "anothersecret" } }],
  ["another session", { keys: { ...keys, sessionToken: "anothersession" } }],
  ["another region", { region: "eu-west-1" }],
  ["a clock that is wrong by ten minutes", { clock: napping(now - 600_000) }],
])("CLOUDWATCH-8  %s is refused, and named a matter of rights", async (_, more) => {
  const { fake } = await started();
  const answer = await open(fake.url, more).ask(questionOf(downloads));
  expect(answer).toMatchObject({ kind: "error", reason: "auth" });
});

it.each([
  ["us-east-1", "https://monitoring.us-east-1.amazonaws.com"],
  ["us-gov-west-1", "https://monitoring.us-gov-west-1.amazonaws.com"],
  ["cn-north-1", "https://monitoring.cn-north-1.amazonaws.com.cn"],
])("CLOUDWATCH-9  the service of %s is %s", (name, url) => {
  expect(cloudWatchUrl(name)).toBe(url);
});
