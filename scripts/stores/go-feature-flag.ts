import type { Store } from "./store.ts";
import type { TextFile } from "./text-file.ts";

export function goFeatureFlagStore(file: TextFile): Store {
  throw new Error(`not built: ${file.name}`);
}
