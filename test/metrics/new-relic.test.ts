import { Duration } from "luxon";
import { expect, it, onTestFinished } from "vitest";
import { type NewRelicSettings, newRelicProvider, newRelicUrl } from "../../scripts/metrics/new-relic.ts";
import { providerConformance, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import { account, key, startNewRelic } from "./fakes/new-relic.ts";
import { transport } from "./transport.ts";

const downloads = "SELECT count(*) FROM downloads WHERE variant = 'on'";
const open = (url: URL, more: Partial<NewRelicSettings> = {}) => {
  const address = new URL("/graphql", url);
  return newRelicProvider({
    ...{ name: "new-relic", url: address, account, token: key, retention: null, clock: napping() },
    ...more,
  });
};

async function started() {
  const fake = await startNewRelic();
  onTestFinished(fake.close);
  return fake;
}

const ask = async (query: string, more: Partial<NewRelicSettings> = {}, length = "PT1H") =>
  open((await started()).url, more).ask(questionOf(query, length));

providerConformance("New Relic", async () => {
  const fake = await startNewRelic();
  return {
    provider: open(fake.url),
    known: { question: questionOf(downloads), value: 2400 },
    nothing: questionOf("SELECT average(duration) FROM nobody"),
    wrong: [
      { question: questionOf("SELECT count(*) FROM downloads FACET variant"), reason: "many-series" },
      { question: questionOf("SELECT count(*), sum(bytes) FROM downloads"), reason: "many-series" },
      { question: questionOf("SELECT percentile(duration, 95) FROM downloads"), reason: "not-a-number" },
      { question: questionOf("SELECT FROM"), reason: "bad-query" },
      { question: questionOf(`${downloads} SINCE 1 day ago`), reason: "bad-query" },
      { question: questionOf("SELECT sum(newrelic.count) FROM Metric"), reason: "coverage" },
      { question: questionOf(downloads, "P2D"), reason: "coverage" },
    ],
    secrets: [key],
    close: fake.close,
  };
});

transport("New Relic", { start: startNewRelic, open, question: questionOf(downloads), secrets: [key] });

it("NEW-RELIC-1  the window is put in as milliseconds, and the query travels as a variable", async () => {
  const fake = await started();
  await open(fake.url).ask(questionOf(`${downloads} -- all of them`));
  expect(fake.seen.map(({ line }) => line)).toEqual(["POST /graphql"]);
  expect(fake.seen[0]!.headers).toMatchObject({ "api-key": key, "content-type": "application/json" });
  const { variables, query } = JSON.parse(fake.seen[0]!.body);
  expect(variables).toEqual({ account, nrql: `${downloads} -- all of them\nSINCE 1768474800000 UNTIL 1768478400000` });
  expect(query).toContain("nrql(query: $nrql");
});

it("NEW-RELIC-2  count(*) of what nobody sends is 0 there, average() of it nothing", async () => {
  expect(await ask("SELECT count(*) FROM nobody")).toEqual({ kind: "number", value: 0 });
  expect(await ask("SELECT average(duration) FROM nobody")).toMatchObject({ kind: "no-data" });
  expect(await ask("SELECT * FROM nobody")).toMatchObject({ kind: "no-data" });
});

it.each([
  ["timeout", "timeout", 4],
  ["server-error", "unavailable", 4],
])("NEW-RELIC-3  %s inside a success is asked again: %s after %d", async (fact, reason, times) => {
  const fake = await started();
  fake.fail(fake.response(fact));
  expect(await open(fake.url).ask(questionOf(downloads))).toEqual({ kind: "number", value: 2400 });
  fake.fail(...Array(4).fill(fake.response(fact)));
  const before = fake.seen.length;
  expect(await open(fake.url).ask(questionOf(downloads))).toMatchObject({ kind: "error", reason });
  expect(fake.seen.length - before).toBe(times);
});

it.each([
  [{ token: "NRAK-another" }, "auth"],
  [{ account: 2 }, "bad-query"],
  [{ retention: Duration.fromISO("PT30M") }, "coverage"],
])("NEW-RELIC-4  %j: %s", async (more, reason) => {
  expect(await ask(downloads, more)).toMatchObject({ kind: "error", reason });
});

it("NEW-RELIC-5  a longer window is asked for once the settings say how long data is kept", async () => {
  const retention = Duration.fromISO("P8D");
  expect(await ask(downloads, { retention }, "P2D")).toEqual({ kind: "number", value: 115_200 });
});

it("NEW-RELIC-6  each region has its address", () => {
  expect(newRelicUrl("us")).toBe("https://api.newrelic.com/graphql");
  expect(newRelicUrl("eu")).toBe("https://api.eu.newrelic.com/graphql");
});
