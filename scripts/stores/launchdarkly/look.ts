import { type Exposure, everyone, exposure } from "../../flag/exposure.ts";
import { type Fallthrough, percentIn } from "./fallthrough.ts";
import type { FlagEnvironment, Target } from "./flag.ts";
import type { Pair } from "./variations.ts";

export interface Look {
  /** By targets and default rule alone. */
  readonly exposure: Exposure;
  /** What we may never take away. */
  readonly fixed: readonly string[];
  /** What a write of ours replaces. */
  readonly replaceable: readonly string[];
}

/** What an environment holds, apart into ours and not ours. While it is off, a default rule of another form does not count. */
export function lookAt(here: FlagEnvironment, pair: Pair): Look {
  const named = namedIn(here, pair);
  const others = [...here.targets, ...here.contextTargets].filter(
    (one) => one.values.length > 0 && !isNamed(one, pair),
  );
  const rest = percentIn(here.fallthrough, pair);
  const replaceable = [...(here.on ? besides(rest, "other") : []), ...offServes(here, pair)];
  return {
    exposure: rest.kind === "share" ? exposure(named, rest.percent) : everyone,
    fixed: [
      ...here.rules.map((name) => `the rule ${short(name)}`),
      ...here.prerequisites.map((key) => `the prerequisite flag ${short(key)}`),
      ...others.map(
        (one) => `${one.values.length} individual targets (${one.contextKind}) for variation ${one.variation}`,
      ),
      ...besides(rest, "moving"),
    ],
    replaceable,
  };
}

const besides = (rest: Fallthrough, kind: "other" | "moving") => (rest.kind === kind ? [rest.what] : []);

/** The emergency switch has to show it to nobody. Where it is off already and shows it, the exposure says so. */
function offServes({ on, offVariation }: FlagEnvironment, pair: Pair): readonly string[] {
  if (offVariation === null) return ["no off variation: while it is off, callers get their code's own default"];
  if (offVariation === pair.off || (offVariation === pair.on && !on)) return [];
  return [`variation ${offVariation} as what is served while it is off`];
}

export const isNamed = ({ contextKind, variation }: Target, { on }: Pair) => contextKind === "user" && variation === on;

const namedIn = (here: FlagEnvironment, pair: Pair) =>
  here.targets.filter((one) => isNamed(one, pair)).flatMap(({ values }) => values);

const short = (name: string) => JSON.stringify(name.length > 60 ? `${name.slice(0, 59)}…` : name);
