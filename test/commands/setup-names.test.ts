import { expect, it } from "vitest";
import { secretNames } from "../../scripts/commands/setup/names.ts";
import { loadSettings } from "../../scripts/load/settings.ts";
import { plan, settings as usual } from "../support/plans.ts";

/** Settings from what stands below `environments`, `providers` and `notify`. */
function settings({ stores = [], providers = {}, notify = [] }: Record<string, unknown>) {
  const all = { environments: { production: { stores } }, providers, disciplines: { product: ["@a"] }, notify };
  const loaded = loadSettings({ file: ".github/flaghoist.yaml", text: JSON.stringify(all) });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
  return loaded.loaded.value;
}

const file = { to: "file", file: "runtime/a.json" };
const gateAndMonitor = (...names: readonly string[]) => ({
  "flag-gate": names,
  "flag-sync": [],
  "flag-monitor": names,
});
const everywhere = (...names: readonly string[]) => ({ ...gateAndMonitor(...names), "flag-sync": names });

it.each<[string, Record<string, unknown>, object]>([
  ["a file needs none", { stores: [{ kind: "flagd", publish: file }] }, everywhere()],
  [
    "who is asked whether a write is seen",
    { stores: [{ kind: "flagd", publish: file, verify: { url: "https://ofrep.example.gov", token: "OFREP" } }] },
    everywhere("OFREP"),
  ],
  [
    "a store's address and token",
    {
      stores: [
        { kind: "flipper-sql", url: "DATABASE_URL" },
        {
          kind: "flipper-http",
          url: "https://flipper.example.gov/api",
          token: "FLIPPER",
          record: "runtime/record.json",
        },
        { kind: "flagd", publish: { to: "redis", url: "REDIS_URL", key: "flags" } },
      ],
    },
    everywhere("DATABASE_URL", "FLIPPER", "REDIS_URL"),
  ],
  [
    "providers are no business of sync",
    {
      providers: {
        p: { kind: "prometheus", url: "https://prometheus.example.gov", token: "PROMETHEUS" },
        d: { kind: "datadog", site: "datadoghq.com", apiKey: "DD_API", applicationKey: "DD_APP" },
        r: { kind: "recorded", file: "counts.csv" },
      },
    },
    gateAndMonitor("DD_API", "DD_APP", "PROMETHEUS"),
  ],
  [
    "who is told is the monitor's business alone",
    { notify: [{ kind: "slack", webhook: "SLACK" }] },
    { "flag-gate": [], "flag-sync": [], "flag-monitor": ["SLACK"] },
  ],
])("SETUP-NAMES-1  %s", (_, given, expected) => {
  expect(secretNames(settings(given), [])).toEqual(expected);
});

it("SETUP-NAMES-2  people of plans are needed wherever a store is compared, each once", () => {
  const people = secretNames({ ...usual, environments: [], providers: [], notify: [] }, [plan(), plan()]);
  const named = plan().stages.flatMap(({ exposure }) =>
    (exposure?.actors ?? []).flatMap(({ id }) => (id.kind === "secret" ? [id.name] : [])),
  );
  expect(people).toEqual(everywhere(...new Set(named.sort())));
  expect(named.length).toBeGreaterThan(0);
});
