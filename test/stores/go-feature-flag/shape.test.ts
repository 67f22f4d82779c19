import { expect, it } from "vitest";
import { misshapen } from "../../../scripts/stores/go-feature-flag/shape.ts";

it.each([
  [[], "it is a list, not an object"],
  [{ variations: [] }, "variations is a list, not a object"],
  [{ version: 1 }, "version is a number, not a string"],
  [{ disable: "yes" }, "disable is a string, not a boolean"],
  [{ targeting: {} }, "targeting is a object, not a list"],
  [{ targeting: [7] }, "targeting rule 1 is a number, not a object"],
  [{ targeting: [{}, { query: 7 }] }, "targeting rule 2 query is a number, not a string"],
  [{ defaultRule: { percentage: { on: "10" } } }, 'defaultRule percentage of "on" is a string, not a number'],
  [{ experimentation: { start: "2025-03-12" } }, "experimentation start is no instant like 2025-03-12T09:00:00Z"],
  [{ experimentation: { end: 7 } }, "experimentation end is a number, not a string"],
  [{ scheduledRollout: [7] }, "scheduledRollout step 1 is a number, not a object"],
  [{ scheduledRollout: [{ date: "soon" }] }, "scheduledRollout step 1 date is no instant like 2025-03-12T09:00:00Z"],
  [
    { scheduledRollout: [{ targeting: [{ query: 7 }] }] },
    "scheduledRollout step 1 targeting rule 1 query is a number, not a string",
  ],
  [
    { defaultRule: { progressiveRollout: { initial: { percentage: "0" } } } },
    "defaultRule progressiveRollout initial percentage is a string, not a number",
  ],
  [{ metadata: { a: [{ b: Number.POSITIVE_INFINITY }] } }, "it has a number that is larger than readers can hold"],
])("GOFF-21  %j would be rejected with all the others", (flag, why) => {
  expect(misshapen(flag)).toBe(why);
});

it("GOFF-22  null and what is not known are taken, as the engine's decoder takes them", () => {
  const times = { start: "2025-03-12T09:00:00Z", end: "2025-03-12T09:00:00.5+01:00" };
  const steps = [{ date: times.start, variation: "on", percentage: 0.5 }, null] as const;
  const moving = { progressiveRollout: { initial: steps[0], end: steps[1] } };
  expect(misshapen({ experimentation: times, defaultRule: moving, scheduledRollout: [steps[0]] })).toBeNull();
  expect(
    misshapen({ targeting: [null], scheduledRollout: [null], defaultRule: { percentage: { on: null } } }),
  ).toBeNull();
  expect(misshapen(null)).toBeNull();
  expect(misshapen({ targeting: null, version: null, somethingNew: 7 })).toBeNull();
  expect(misshapen(JSON.parse('{"__proto__":{"version":1}}'))).toBeNull();
});
