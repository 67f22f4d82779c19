import { expect, it } from "vitest";
import { flagOf } from "../../../scripts/stores/launchdarkly/flag.ts";
import { makeFlag } from "../fakes/launchdarkly/flags.ts";

const doc = () => JSON.parse(JSON.stringify(makeFlag({ key: "rx" }, "default", ["production"], 1)));

it("LAUNCHDARKLY-65  a flag is read with everything that decides who sees it", () => {
  const flag = flagOf(doc())!;
  expect(flag).toMatchObject({ key: "rx", archived: false, variations: [true, false], defaults: { on: 0, off: 1 } });
  expect(flag.environments.get("production")).toMatchObject({
    on: false,
    version: 1,
    offVariation: 1,
    targets: [],
    rules: [],
    prerequisites: [],
    page: "/default/production/features/rx",
  });
});

it.each(["on", "salt", "version", "targets", "rules", "prerequisites", "fallthrough"])(
  "LAUNCHDARKLY-66  where an environment leaves out %s nothing is taken for granted: it is not understood",
  (field) => {
    const json = doc();
    delete json.environments.production[field];
    expect(flagOf(json)!.environments.get("production")).toBeNull();
  },
);

it("LAUNCHDARKLY-67  what is no flag is none", () => {
  for (const field of ["key", "archived", "variations"]) {
    const json = doc();
    delete json[field];
    expect(flagOf(json)).toBeNull();
  }
  for (const json of [null, [], "x", { ...doc(), variations: [1] }, { ...doc(), environments: [] }]) {
    expect(flagOf(json)).toBeNull();
  }
});

it("LAUNCHDARKLY-68  an off variation that is not there is no off variation; targets without a kind are of users", () => {
  const json = doc();
  const { production } = json.environments;
  delete production.offVariation;
  production.targets = [{ variation: 0, values: ["x"] }];
  expect(flagOf(json)!.environments.get("production")).toMatchObject({
    offVariation: null,
    targets: [{ contextKind: "user", variation: 0, values: ["x"] }],
  });
});
