import { capabilities, whyNotHeld } from "../flag/capabilities.ts";
import { exposureAt } from "../flag/ladder.ts";
import { ahead } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const storeCannotHold: Rule = {
  name: "store-cannot-hold",
  severity: "error",
  check: ({ plan, settings }) =>
    ahead(plan).flatMap(({ index, stage }) => {
      const stores = settings.environments.find(({ name }) => name === stage.environment)?.stores ?? [];
      const exposure = exposureAt(plan, stage.name, stage.environment);
      if (stage.exposure === null || exposure === null) return [];
      const whys = stores.flatMap(({ kind }) => whyNotHeld(capabilities[kind], exposure) ?? []);
      return [...new Set(whys)].map((why) => ({
        at: ["stages", index, "exposure"],
        message: `stage ${quote(stage.name)} cannot run in ${stage.environment}: ${why}`,
      }));
    }),
};
