import type { Recorded, Write } from "../../flag/running.ts";
import type { Json } from "../flagd/json.ts";
import type { Flag } from "./flag.ts";
import { type Operation, pathOf } from "./patch.ts";
import { propertyKey, toProperty } from "./record.ts";

/** A flag as it is first made: off everywhere, `off` listed before `on`, with our record of having shown it to nobody. */
export function newFlag(environment: string, { key, variants, applied }: Write, nobody: Recorded): Json {
  return {
    key,
    name: key,
    description: `Made by the release plan ${applied.plan}`,
    temporary: true,
    variations: [{ value: variants.off }, { value: variants.on }],
    defaults: { onVariation: 1, offVariation: 0 },
    tags: ["flaghoist"],
    customProperties: { [propertyKey(environment)]: toProperty(environment, { ...applied, exposure: nobody }, false) },
  };
}

/** Takes the flag away from all environments, but only while every other one is off. */
export function archiving(flag: Flag, environment: string): readonly Operation[] {
  return [...stillOff(flag, environment), { op: "replace", path: "/archived", value: true }];
}

/** Brings it back, but only where that turns nothing on. */
export function restoring(flag: Flag): readonly Operation[] {
  return [...stillOff(flag, null), { op: "replace", path: "/archived", value: false }];
}

function stillOff(flag: Flag, but: string | null): readonly Operation[] {
  const others = [...flag.environments.keys()].filter((name) => name !== but);
  return others.map((name) => ({ op: "test", path: pathOf(name, "on"), value: false }));
}
