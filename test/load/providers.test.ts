import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import { loadSettings } from "../../scripts/load/settings.ts";

const load = (provider: string) =>
  loadSettings({
    file: ".github/flaghoist.yaml",
    text: `environments: { production: { stores: [] } }\nproviders:\n  p: ${provider}\n`,
  });

/** The one provider of settings that are right. */
function provider(text: string) {
  const loaded = load(text);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  return loaded.loaded.value.providers[0];
}

const common = { name: "p", retention: null, url: null };

describe("LOAD-60  every kind of provider, with everything filled in", () => {
  it.each([
    [
      "{ kind: datadog, site: us5.datadoghq.com, apiKey: DD_API_KEY, applicationKey: DD_APP_KEY }",
      {
        ...common,
        kind: "datadog",
        site: "us5.datadoghq.com",
        api: "v2",
        apiKey: "DD_API_KEY",
        applicationKey: "DD_APP_KEY",
      },
    ],
    [
      '{ kind: datadog, site: ddog-gov.com, api: v1, apiKey: A, applicationKey: B, url: "https://relay.example/", retention: P30D }',
      {
        ...{ name: "p", kind: "datadog", site: "ddog-gov.com", api: "v1", apiKey: "A", applicationKey: "B" },
        ...{ url: "https://relay.example/", retention: Duration.fromISO("P30D") },
      },
    ],
    [
      "{ kind: new-relic, region: eu, account: 12345, token: NEW_RELIC_KEY }",
      { ...common, kind: "new-relic", region: "eu", account: 12345, token: "NEW_RELIC_KEY" },
    ],
    [
      "{ kind: cloudwatch, region: us-gov-west-1, accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }",
      {
        ...{ ...common, kind: "cloudwatch", region: "us-gov-west-1", accessKeyId: "AWS_ACCESS_KEY_ID" },
        ...{ secretAccessKey: "AWS_SECRET_ACCESS_KEY", sessionToken: null },
      },
    ],
    [
      "{ kind: google-analytics, property: 123456, token: GA_TOKEN }",
      { ...common, kind: "google-analytics", property: 123456, token: "GA_TOKEN" },
    ],
    [
      '{ kind: json, url: "https://a.example/counts?to={{toMs}}" }',
      {
        ...{ name: "p", retention: null, kind: "json", url: "https://a.example/counts?to={{toMs}}", method: "GET" },
        ...{ headers: {}, body: null, pointer: null },
      },
    ],
    [
      `{ kind: json, url: "https://a.example/q", method: POST, headers: { X-Key: KEY }, body: '{"q":"{{query}}","t":{{toMs}}}', pointer: /a/0 }`,
      {
        ...{ name: "p", retention: null, kind: "json", url: "https://a.example/q", method: "POST" },
        ...{ headers: { "X-Key": "KEY" }, body: '{"q":"{{query}}","t":{{toMs}}}', pointer: "/a/0" },
      },
    ],
  ])("%s", (text, settings) => {
    expect(provider(text)).toEqual(settings);
  });
});

const json = (rest: string) => `{ kind: json, url: "https://a.example/x", ${rest} }`;
const quoted = "texts stand in double quotes, {{query}}, {{from}}, {{to}} and {{window}} too";
it.each([
  [json("body: '{}'"), "a body is sent only with POST: write method: POST, or leave it out"],
  [json("method: PUT"), 'method must be GET or POST, not "PUT"'],
  [json("method: POST, body: 'hello'"), `the body is no JSON once its placeholders are filled in: ${quoted}`],
  [
    json("method: POST, pointer: /a, body: '{\"q\":{{query}}}'"),
    `the body is no JSON once its placeholders are filled in: ${quoted}`,
  ],
  [json('method: POST, body: \'{"a":"{{fromm}}"}\''), "unknown placeholder {{fromm}}: did you mean `from`?"],
  [
    '{ kind: json, url: "https://a.example/{{today}}" }',
    "unknown placeholder {{today}}: there are query, window, from, to, fromMs, toMs, fromSeconds, toSeconds",
  ],
  [
    '{ kind: json, url: "https://a.example/{{query}}" }',
    "{{query}} takes the metric's query, so that cannot say where the number stands: add `pointer`",
  ],
  [
    json("pointer: /a/0"),
    "the metric's query would not be used: put {{query}} in url or body, or leave `pointer` out and write it as the metric's query",
  ],
  ['{ kind: json, url: "https://{{from}}.example/" }', "no placeholder can stand in the host: write it out"],
  [json("headers: { Host: HOST }"), "header Host is set by the request itself: leave it out"],
  [json("headers: { X-Key: KEY, x-key: KEY }"), "header x-key is there twice: names differ by more than case"],
])("LOAD-61  %s: %s", (text, message) => {
  const loaded = load(text);
  expect(loaded.ok ? [] : loaded.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
});

it.each([
  "{ kind: datadog, site: datadoghq.com.evil.example, apiKey: A, applicationKey: B }",
  "{ kind: datadog, site: app.datadoghq.com, apiKey: A, applicationKey: B }",
  "{ kind: datadog, site: datadoghq.com, apiKey: dd-0123456789abcdef, applicationKey: B }",
  "{ kind: new-relic, region: us, account: many, token: T }",
  "{ kind: new-relic, account: 1, token: T }",
  "{ kind: cloudwatch, region: us-east-1.evil.example/, accessKeyId: A, secretAccessKey: B }",
  "{ kind: google-analytics, property: UA-1, token: T }",
  json("headers: { X-Key: Bearer abc }"),
  json("headers: { 'X Key': KEY }"),
  json('pointer: a.b, method: POST, body: \'{"q":"{{query}}"}\''),
])("LOAD-62  refuses %s, with one problem", (text) => {
  const loaded = load(text);
  expect(loaded.ok ? [] : loaded.diagnostics).toHaveLength(1);
});

it("LOAD-63  says where: at the value, in its line and column", () => {
  const loaded = load(json("pointer: /a/0"));
  const column = `  p: ${json("pointer: /a/0")}`.indexOf("/a/0") + 1;
  expect(!loaded.ok && loaded.diagnostics[0]!.place).toEqual({ line: 3, column, length: 4 });
});
