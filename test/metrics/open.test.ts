import { afterEach, expect, it, vi } from "vitest";
import type { ProviderSettings } from "../../scripts/flag/settings.ts";
import { openProviders } from "../../scripts/metrics/open.ts";
import { end, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import { type FaultServer, startFaults, vector } from "../http/faults.ts";
import * as cloudwatch from "./fakes/cloudwatch.ts";
import * as datadog from "./fakes/datadog.ts";
import type { Fake } from "./fakes/fake.ts";
import * as analytics from "./fakes/google-analytics.ts";
import * as newRelic from "./fakes/new-relic.ts";

const url = "https://prometheus.example.gov";
const prometheus = (more: object = {}): ProviderSettings => ({
  name: "prometheus",
  retention: null,
  kind: "prometheus",
  url,
  token: null,
  ...more,
});
const askFirst = (settings: ProviderSettings, secrets: Readonly<Record<string, string>> = {}) =>
  openProviders([settings], { root: "/nonexistent", secrets: (name) => secrets[name], clock: napping() })
    .get(settings.name)!
    .ask(questionOf("up"));

let server: FaultServer | undefined;
afterEach(() => server?.close());

it("OPEN-1  every provider of the settings by its name, and manual", () => {
  const settings = [prometheus(), { name: "counts", retention: null, kind: "recorded", file: "counts.csv" } as const];
  const opened = openProviders(settings, { root: "/nonexistent", secrets: () => undefined });
  expect([...opened.keys()]).toEqual(["prometheus", "counts", "manual"]);
  expect([...opened].every(([name, provider]) => provider.name === name)).toBe(true);
});

const withToken = { token: "PROMETHEUS_TOKEN" };
it.each([
  [withToken, {}, "set PROMETHEUS_TOKEN in the environment: it is sent as the bearer token"],
  [withToken, { PROMETHEUS_TOKEN: " \n" }, "set PROMETHEUS_TOKEN in the environment: it is sent as the bearer token"],
  [
    withToken,
    { PROMETHEUS_TOKEN: "hunter2\nx-evil: 1" },
    "PROMETHEUS_TOKEN holds characters that no header can carry (spaces, line breaks): set it again",
  ],
  [
    { url: "http://prometheus.example.gov" },
    {},
    "its url to prometheus.example.gov is http:// and not on this machine: use https",
  ],
  [
    { url: "https://sam:hunter2@a.example" },
    {},
    "its url to a.example holds a user name or password: remove them and name a token",
  ],
])("OPEN-2  %j with %j answers why it cannot be used", async (more, secrets, why) => {
  const answer = await askFirst(prometheus(more), secrets as Record<string, string>);
  expect(answer).toEqual({ kind: "error", reason: "config", why: `provider prometheus: ${why}` });
});

it("OPEN-3  sends the token of the variable, without the line break it was pasted with", async () => {
  server = await startFaults(vector("7"));
  const settings = prometheus({ ...withToken, url: server.url.href });
  expect(await askFirst(settings, { PROMETHEUS_TOKEN: "hunter2\n" })).toEqual({ kind: "number", value: 7 });
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer hunter2", "Bearer hunter2"]);
});

it("OPEN-4  one provider that cannot be used leaves the others alone", async () => {
  server = await startFaults(vector("7"));
  const settings = [prometheus(withToken), prometheus({ name: "second", url: server.url.href })];
  const opened = openProviders(settings, { root: "/nonexistent", secrets: () => undefined, clock: napping() });
  const answers = await Promise.all([...opened.values()].map((provider) => provider.ask(questionOf("up"))));
  expect(answers.map(({ kind }) => kind)).toEqual(["error", "number", "no-data"]);
});

/** Two days after the end of the windows, so that Google Analytics is done with them. */
const later = () => end.plus({ days: 2 }).toMillis();
const environment: Readonly<Record<string, string>> = {
  DD_API_KEY: datadog.keys.apiKey,
  DD_APP_KEY: datadog.keys.applicationKey,
  NR_KEY: `${newRelic.key}\n`,
  AWS_ACCESS_KEY_ID: cloudwatch.keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: cloudwatch.keys.secretAccessKey,
  AWS_SESSION_TOKEN: cloudwatch.keys.sessionToken,
  GA_TOKEN: analytics.token,
  API_HEADER: "Bearer abc def",
};
const common = { name: "vendor", retention: null };
const ofDatadog = {
  ...common,
  kind: "datadog",
  site: "datadoghq.com",
  apiKey: "DD_API_KEY",
  applicationKey: "DD_APP_KEY",
} as const;
const ofNewRelic = { ...common, kind: "new-relic", region: "us", account: newRelic.account, token: "NR_KEY" } as const;
const keysOfCloudWatch = {
  accessKeyId: "AWS_ACCESS_KEY_ID",
  secretAccessKey: "AWS_SECRET_ACCESS_KEY",
  sessionToken: "AWS_SESSION_TOKEN",
} as const;
const ofCloudWatch = { ...common, kind: "cloudwatch", region: cloudwatch.region, ...keysOfCloudWatch } as const;
const ofAnalytics = { ...common, kind: "google-analytics", property: analytics.property, token: "GA_TOKEN" } as const;
const ofJson = {
  ...common,
  kind: "json",
  method: "GET",
  body: null,
  pointer: null,
  headers: { Authorization: "API_HEADER" },
} as const;

const openOne = (settings: ProviderSettings, secrets = environment) =>
  openProviders([settings], { root: "/nonexistent", secrets: (name) => secrets[name], clock: napping(later()) }).get(
    "vendor",
  )!;

const vendors: readonly (readonly [string, () => Promise<Fake>, (url: URL) => ProviderSettings, string])[] = [
  [
    "datadog v2",
    datadog.startDatadog,
    (url) => ({ ...ofDatadog, api: "v2", url: url.href }),
    "sum:flags.downloads{*}.as_count()",
  ],
  [
    "datadog v1",
    datadog.startDatadog,
    (url) => ({ ...ofDatadog, api: "v1", url: url.href }),
    "sum:flags.downloads{*}.as_count()",
  ],
  [
    "new-relic",
    newRelic.startNewRelic,
    (url) => ({ ...ofNewRelic, url: `${url.href}graphql` }),
    "SELECT count(*) FROM downloads",
  ],
  [
    "cloudwatch",
    () => cloudwatch.startCloudWatch({ now: later }),
    (url) => ({ ...ofCloudWatch, url: url.href }),
    "Sum Forms/1095B downloads where Variant = on",
  ],
  [
    "google-analytics",
    () => analytics.startAnalytics({ now: later }),
    (url) => ({ ...ofAnalytics, url: url.href }),
    "eventCount where eventName = downloads",
  ],
];

it.each(vendors)("OPEN-5  %s, from settings and environment to a number", async (kind, start, settings, query) => {
  const fake = await start();
  const length = kind === "google-analytics" ? "P3D" : "PT1H";
  const answer = await openOne(settings(fake.url)).ask(questionOf(query, length));
  expect(answer).toEqual({ kind: "number", value: kind === "google-analytics" ? 115_200 : 2400 });
  await fake.close();
});

it("OPEN-6  json sends its headers whole, by whatever name they are written, and none twice", async () => {
  server = await startFaults(vector("7"));
  const headers = { Authorization: "API_HEADER", ACCEPT: "GA_TOKEN" };
  const provider = openOne({ ...ofJson, headers, url: `${server.url.href}x?to={{toMs}}` });
  expect(await provider.ask(questionOf("/data/result/0/value/1"))).toEqual({ kind: "number", value: 7 });
  const sent = { authorization: "Bearer abc def", accept: analytics.token };
  expect(server.seen).toMatchObject([{ line: "GET /x?to=1768478400000", headers: sent }]);
});

const missing = (variable: string, use: string) => `provider vendor: set ${variable} in the environment: it is ${use}`;
it.each<[ProviderSettings, string]>([
  [{ ...ofDatadog, api: "v2", url: null }, missing("DD_API_KEY", "sent as DD-API-KEY")],
  [{ ...ofNewRelic, url: null }, missing("NR_KEY", "sent as API-Key")],
  [{ ...ofCloudWatch, url: null }, missing("AWS_ACCESS_KEY_ID", "sent with every signature")],
  [{ ...ofAnalytics, url: null }, missing("GA_TOKEN", "sent as the bearer token")],
  [{ ...ofJson, url: "https://a.example/" }, missing("API_HEADER", "sent as Authorization")],
  [
    { ...ofNewRelic, url: "http://relay.example/graphql" },
    "provider vendor: its url to relay.example is http:// and not on this machine: use https",
  ],
])("OPEN-7  %j: %s", async (settings, why) => {
  expect(await openOne(settings, {}).ask(questionOf("x"))).toEqual({ kind: "error", reason: "config", why });
});

it("OPEN-8  without a url of its own each vendor is asked at its own address, over https", async () => {
  const asked: string[] = [];
  const offline = async (url: URL) => {
    asked.push(url.href);
    return new Response("{}", { status: 401 });
  };
  vi.stubGlobal("fetch", offline);
  const all: readonly ProviderSettings[] = [
    { ...ofDatadog, api: "v2", url: null },
    { ...ofNewRelic, region: "eu", url: null },
    { ...ofCloudWatch, url: null },
    { ...ofAnalytics, url: null },
  ];
  for (const [index, settings] of all.entries())
    await openOne(settings).ask(questionOf(vendors[[0, 2, 3, 4][index]!]![3]));
  vi.unstubAllGlobals();
  expect(asked).toEqual([
    "https://api.datadoghq.com/api/v2/query/scalar",
    "https://api.eu.newrelic.com/graphql",
    "https://monitoring.us-east-1.amazonaws.com/",
    `https://analyticsdata.googleapis.com/v1beta/properties/${analytics.property}:runReport`,
  ]);
});
