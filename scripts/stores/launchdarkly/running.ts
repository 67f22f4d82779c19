import { launchDarklyFamily } from "../../cohort/launchdarkly.ts";
import { type Exposure, everyone, nobody } from "../../flag/exposure.ts";
import type { Reading } from "../../flag/running.ts";
import type { Flag, FlagEnvironment } from "./flag.ts";
import { lookAt } from "./look.ts";
import type { Found } from "./page.ts";
import { isOurs, rememberedIn } from "./record.ts";
import { type Pair, pairOf, valuesOf } from "./variations.ts";

/**
 * One flag in one environment as it runs; null: there is no such flag. It is absent, too, where we took it out of this
 * environment, and where we made it for another one and nobody has touched it here. Archived, it shows nobody: where we
 * did not archive it, that is somebody's hand. `guarded`: a guarded rollout watches it.
 */
export function readingOf(flag: Flag | null, environment: string, guarded: boolean): Reading {
  if (flag === null) return { kind: "absent" };
  const here = flag.environments.get(environment);
  if (here === undefined) return unreadable(flag, `has no environment ${JSON.stringify(environment)}`);
  if (here === null) return unreadable(flag, `cannot be understood in the environment ${JSON.stringify(environment)}`);
  const remembered = rememberedIn(flag.properties, environment);
  const applied = remembered.kind === "applied" ? remembered.applied : null;
  if (flag.archived && applied === null) return { kind: "absent" };
  const pair = pairOf(flag, applied);
  if (pair === null) {
    return unreadable(flag, `has ${flag.variations.length} variations, and nothing says which of them is on`);
  }
  const variants = valuesOf(flag, pair);
  const cohort = `${launchDarklyFamily}/${here.salt}`;
  if (flag.archived) return { kind: "running", running: { exposure: nobody, variants, applied, foreign: [], cohort } };
  const found = lookAt(here, pair);
  const moving = [...flag.moving, ...(guarded ? ["a guarded rollout"] : [])];
  const foreign = [...found.fixed, ...moving, ...found.replaceable];
  const ours = remembered.kind === "removed" || isOurs(flag);
  if (applied === null && ours && foreign.length === 0 && isUntouched(here, pair)) return { kind: "absent" };
  const shown = here.on ? (foreign.length > 0 ? everyone : found.exposure) : whileOff(here, pair);
  return { kind: "running", running: { exposure: shown, variants, applied, foreign, cohort } };
}

const unreadable = ({ key }: Flag, why: string): Reading => ({
  kind: "unreadable",
  why: `LaunchDarkly's flag ${JSON.stringify(key)} ${why}`,
});

/** Off, and with nothing that would begin to count were it turned on, but the default rule it was made with. */
const isUntouched = ({ on, offVariation, targets }: FlagEnvironment, pair: Pair) =>
  !on && offVariation === pair.off && targets.every(({ values }) => values.length === 0);

/** Who sees it while targeting is off: whatever the off variation says. */
const whileOff = ({ offVariation }: FlagEnvironment, { off }: Pair): Exposure =>
  offVariation === off ? nobody : everyone;

/** The reading of a key among what was found; what is not in it does not exist. `watched`: by a guarded rollout. */
export function readingIn(found: Found, key: string, environment: string, watched: ReadonlySet<string>): Reading {
  const flag = found.get(key);
  if (flag !== null) return readingOf(flag ?? null, environment, watched.has(key));
  return { kind: "unreadable", why: `what LaunchDarkly says of the flag ${JSON.stringify(key)} cannot be understood` };
}
