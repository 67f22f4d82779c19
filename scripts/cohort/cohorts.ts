import type { CohortFunction } from "./cohort.ts";
import { flagdMurmur3 } from "./flagd.ts";
import { flipperCrc32 } from "./flipper.ts";
import { goffFnv1a } from "./goff.ts";
import { unleashMurmur3 } from "./unleash.ts";

/** Every hash known here, one a file. */
export const cohorts: readonly CohortFunction[] = [flagdMurmur3, flipperCrc32, unleashMurmur3, goffFnv1a];

/** The function a store or a record names, or null: a name nobody here knows predicts nothing. */
export function cohortNamed(name: string): CohortFunction | null {
  return cohorts.find((cohort) => cohort.name === name) ?? null;
}
