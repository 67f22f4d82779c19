import type { CohortFunction } from "./cohort.ts";
import { flagdMurmur3 } from "./flagd.ts";
import { flipperCrc32 } from "./flipper.ts";
import { goffFnv1a } from "./goff.ts";
import { launchDarklyNamed } from "./launchdarkly.ts";
import { unleashMurmur3 } from "./unleash.ts";

/** Every hash known here that needs nothing but a flag's key, one a file. LaunchDarkly's has a salt for each flag. */
export const cohorts: readonly CohortFunction[] = [flagdMurmur3, flipperCrc32, unleashMurmur3, goffFnv1a];

/**
 * The function a store or a record names, with what the flag adds to it after a slash (`ld-sha1/3f2a`), or null: a name
 * nobody here knows predicts nothing.
 */
export function cohortNamed(name: string): CohortFunction | null {
  return cohorts.find((cohort) => cohort.name === name) ?? launchDarklyNamed(name);
}
