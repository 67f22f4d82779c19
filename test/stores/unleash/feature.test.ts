import { expect, it } from "vitest";
import { featureIn, strategiesIn } from "../../../scripts/stores/unleash/feature.ts";

it("UNLEASH-110  what Unleash leaves out or writes as a number is read for what it is", () => {
  const strategy = {
    id: "1",
    name: "flexibleRollout",
    parameters: { rollout: 10 },
    constraints: [{ contextName: "userId", operator: "IN" }],
  };
  const environments = [{ name: "production", enabled: true, strategies: [strategy] }];
  const feature = featureIn({ environments, dependencies: [{ feature: "parent" }] })!;
  expect(feature.parents).toEqual(["parent"]);
  expect(feature.environments.get("production")!.strategies).toEqual([
    {
      id: "1",
      name: "flexibleRollout",
      title: null,
      disabled: false,
      parameters: { rollout: "10" },
      constraints: [{ contextName: "userId", operator: "IN", values: [], inverted: false, caseInsensitive: false }],
      segments: 0,
    },
  ]);
});

it.each([
  null,
  [],
  "x",
  {},
  { environments: [{ name: "p", enabled: "yes", strategies: [] }] },
  { environments: [{ name: "p", enabled: true }] },
])("UNLEASH-111  %j is no flag of Unleash's", (json) => {
  expect(featureIn(json)).toBeNull();
});

it("UNLEASH-134  segments are counted, a disabled strategy and an inverted list are read as such", () => {
  const constraints = [{ contextName: "userId", operator: "IN", values: [1], inverted: true, caseInsensitive: true }];
  const strategy = { id: "1", name: "default", title: "x", disabled: true, segments: [3, 5], constraints };
  expect(strategiesIn([strategy])).toMatchObject([
    {
      title: "x",
      disabled: true,
      segments: 2,
      constraints: [{ values: ["1"], inverted: true, caseInsensitive: true }],
    },
  ]);
});

it("UNLEASH-112  one strategy that cannot be read makes all of them unknown", () => {
  expect(
    strategiesIn([
      { id: "1", name: "default" },
      { id: 2, name: "default" },
    ]),
  ).toBeNull();
});
