import { afterEach, expect, it } from "vitest";
import type { ProviderSettings } from "../../scripts/flag/settings.ts";
import { openProviders } from "../../scripts/metrics/open.ts";
import { questionOf } from "../conformance/provider.ts";
import { napping } from "./clock.ts";
import { type FaultServer, startFaults, vector } from "./faults.ts";

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
