import { documentStore } from "./document/store.ts";
import { goFeatureFlagFormat } from "./go-feature-flag/format.ts";
import type { Store } from "./store.ts";
import type { TextFile } from "./text-file.ts";

/** A GO Feature Flag document (https://gofeatureflag.org/docs/configure_flag/create-flags), wherever it lies. */
export function goFeatureFlagStore(file: TextFile): Store {
  return documentStore(goFeatureFlagFormat, file);
}
