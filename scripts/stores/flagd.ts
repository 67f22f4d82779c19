import { documentStore } from "./document/store.ts";
import { flagdFormat } from "./flagd/format.ts";
import type { Store } from "./store.ts";
import type { TextFile } from "./text-file.ts";

/** flagd's JSON document (https://flagd.dev/reference/flag-definitions/), wherever it lies. */
export function flagdStore(file: TextFile): Store {
  return documentStore(flagdFormat, file);
}
