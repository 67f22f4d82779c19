import { readFileSync } from "node:fs";
import { Duration } from "luxon";
import { expect, it } from "vitest";
import { loadSettings } from "../../scripts/load/settings.ts";

function load(text: string) {
  const loaded = loadSettings({ file: ".github/flaghoist.yaml", text });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  return loaded.loaded.value;
}

it("SET-1  the sample settings load", () => {
  const text = readFileSync(new URL("../../.github/flaghoist.yaml", import.meta.url), "utf8");
  expect(load(text)).toEqual({
    environments: [
      {
        name: "production",
        stores: [{ kind: "flagd", publish: { to: "file", file: "runtime/production.flagd.json" } }],
        propagation: Duration.fromISO("PT60S"),
      },
    ],
    providers: [
      {
        name: "prometheus",
        kind: "prometheus",
        url: "http://127.0.0.1:9090",
        token: null,
        retention: Duration.fromISO("P60D"),
      },
    ],
    disciplines: { product: ["@rlindqvist"], engineering: ["@tmarsh", "@jwexler"], octo: ["@pvandermeer"] },
    policy: {
      firstPercentAtMost: 25,
      soakAtLeast: Duration.fromISO("PT4H"),
      requireCriteriaFrom: 1,
      disciplines: ["engineering"],
      distinctApprovers: true,
    },
    hours: { days: [1, 2, 3, 4, 5], from: 540, until: 960 },
    freezes: [{ from: "2025-12-20", until: "2026-01-02", reason: "Year-end freeze" }],
    merge: { automatic: true, method: "squash" },
    notify: [],
  });
});

it("SET-2  only environments are needed; everything else has the documented default", () => {
  expect(load("environments: { production: { stores: [] } }")).toEqual({
    environments: [{ name: "production", stores: [], propagation: Duration.fromISO("PT0S") }],
    providers: [],
    disciplines: {},
    policy: {
      firstPercentAtMost: 100,
      soakAtLeast: Duration.fromISO("PT0S"),
      requireCriteriaFrom: 100,
      disciplines: [],
      distinctApprovers: true,
    },
    hours: null,
    freezes: [],
    merge: { automatic: false, method: "squash" },
    notify: [],
  });
});

it("SET-3  environments keep the order in which plans climb them, and each kind of store and provider its own keys", () => {
  const settings = load(`environments:
  test: { stores: [{ kind: memory }, { kind: memory, name: second }] }
  staging: { stores: [{ kind: flagd, file: staging.json }], propagation: PT5M }
  production:
    stores:
      - { kind: flipper-sql, url: DATABASE_URL }
      - { kind: flipper-http, url: "https://api.example.gov/flipper", record: runtime/applied.json }
      - { kind: flipper-script, out: runtime/flipper.rb, probe: "https://api.example.gov/v0/feature_toggles" }
providers:
  prometheus: { kind: prometheus, url: "https://prometheus.example.org/prom", token: PROMETHEUS_TOKEN }
  history: { kind: recorded, file: recorded/downloads.csv, retention: P15D }
hours: { days: [Sun, Sat], from: "00:00", until: "24:00" }
notify: [{ kind: webhook, webhook: HOOK }]
`);
  expect(settings.environments.map(({ name }) => name)).toEqual(["test", "staging", "production"]);
  expect(settings.environments[0]!.stores).toEqual([
    { kind: "memory", name: "test" },
    { kind: "memory", name: "second" },
  ]);
  expect(settings.environments[2]!.stores).toEqual([
    { kind: "flipper-sql", url: "DATABASE_URL" },
    { kind: "flipper-http", url: "https://api.example.gov/flipper", token: null, record: "runtime/applied.json" },
    {
      kind: "flipper-script",
      out: "runtime/flipper.rb",
      actors: "FLAGHOIST_ACTORS",
      probe: "https://api.example.gov/v0/feature_toggles",
    },
  ]);
  expect(settings.providers).toEqual([
    {
      name: "prometheus",
      kind: "prometheus",
      url: "https://prometheus.example.org/prom",
      token: "PROMETHEUS_TOKEN",
      retention: null,
    },
    { name: "history", kind: "recorded", file: "recorded/downloads.csv", retention: Duration.fromISO("P15D") },
  ]);
  expect(settings.hours).toEqual({ days: [7, 6], from: 0, until: 1440 });
  expect(settings.notify).toEqual([{ kind: "webhook", webhook: "HOOK" }]);
});

it.each([
  [
    "two environments",
    `environments:
  staging: { stores: [{ kind: flagd, file: runtime/flags.json }] }
  production: { stores: [{ kind: memory }, { kind: flagd, file: runtime/flags.json, verify: { url: "https://x.gov" } }] }`,
    "production names the store of staging: give each environment stores of its own",
    { line: 3, column: 44 },
  ],
  [
    "one environment, twice",
    `environments:
  production: { stores: [{ kind: flipper-sql, url: DB }, { kind: flipper-sql, url: DB }] }`,
    "production names this store twice: give each environment stores of its own",
    { line: 2, column: 58 },
  ],
])("SET-4  one store of %s would be undone with each sync, and is refused", (_, text, message, place) => {
  const loaded = loadSettings({ file: ".github/flaghoist.yaml", text });
  expect(loaded.ok ? [] : loaded.diagnostics).toMatchObject([{ message: expect.stringContaining(message), place }]);
});
