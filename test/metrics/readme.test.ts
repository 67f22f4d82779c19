import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSettings } from "../../scripts/load/settings.ts";
import { readCloudWatchQuery } from "../../scripts/metrics/cloudwatch-query.ts";
import { readDatadogQuery } from "../../scripts/metrics/datadog-query.ts";
import { readAnalyticsQuery } from "../../scripts/metrics/google-analytics-query.ts";
import { isPointer } from "../../scripts/metrics/json-pointer.ts";
import { inWindow } from "../../scripts/metrics/new-relic-query.ts";
import { questionOf } from "../conformance/provider.ts";
import { readFacts } from "./fakes/fake.ts";

const page = readFileSync(new URL("../../scripts/metrics/README.md", import.meta.url), "utf8");

/** The text of one section. */
const section = (heading: string) => page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";

const settings = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!);

describe("README-1  the settings shown are settings", () => {
  it("has its examples", () => expect(settings).toHaveLength(8));

  it.each(settings)("%s", (yaml) => {
    const indented = yaml.replace(/^/gm, "  ").trimEnd();
    const text = `environments: { production: { stores: [] } }\nproviders:\n${indented}\n`;
    const loaded = loadSettings({ file: "f.yaml", text });
    expect(loaded.ok ? [] : loaded.diagnostics).toEqual([]);
  });
});

const kinds: Readonly<Record<string, (query: string) => boolean>> = {
  datadog: (query) => readDatadogQuery(query).ok,
  "new-relic": (query) => inWindow(query, questionOf("").window).ok,
  cloudwatch: (query) => readCloudWatchQuery(query).ok,
  "google-analytics": (query) => readAnalyticsQuery(query).ok,
  json: isPointer,
};

describe.each(Object.keys(kinds))("README-2  the queries shown for %s can be read", (kind) => {
  const queries = [...section(kind).matchAll(/^\| `(.+?)` \|/gm)].map(([, query]) => query!.replaceAll("\\|", "|"));

  it("has its examples", () => expect(queries.length).toBeGreaterThanOrEqual(2));

  it.each(queries)("%s", (query) => expect(kinds[kind]!(query)).toBe(true));
});

it.each(["datadog", "new-relic", "cloudwatch", "google-analytics"])(
  "README-3  says that %s was not tried live",
  (kind) => {
    expect(section(kind)).toContain("Not tried live: tested against a fake built from the public documentation");
  },
);

it.each(["datadog", "new-relic", "cloudwatch", "google-analytics"])(
  "README-4  lists every unsure fact of %s",
  (kind) => {
    const unsure = readFacts(kind).facts.filter(({ mark }) => mark === "unsure");
    expect(unsure.length).toBeGreaterThan(0);
    for (const { id } of unsure) expect(section("What is not known for sure")).toContain(`\`${id}\``);
  },
);
