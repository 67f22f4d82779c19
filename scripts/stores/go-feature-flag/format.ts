import { capabilities } from "../../flag/capabilities.ts";
import type { Format } from "../document/format.ts";
import { isObject } from "../flagd/json.ts";
import { withRecord } from "../flagd/record.ts";
import { answers } from "./answers.ts";
import { decode } from "./decode.ts";
import { editDocument, openDocument } from "./document.ts";
import { encode, holdsExposure, holdsVariants } from "./encode.ts";
import { verify } from "./verify.ts";

/** GO Feature Flag's document: each top-level key is a flag. */
export const goFeatureFlagFormat: Format = {
  kind: "go-feature-flag",
  capabilities: capabilities["go-feature-flag"],
  holds: holdsExposure,
  holdsVariants,
  open: openDocument,
  decode,
  flagFor({ exposure, variants, applied }, before) {
    const kept = isObject(before) ? before : {};
    const { targeting, ...shape } = encode(exposure, variants);
    const flag: Record<string, unknown> = {
      ...kept,
      ...shape,
      targeting,
      metadata: withRecord(kept.metadata, applied),
    };
    if (targeting.length === 0) delete flag.targeting;
    return flag;
  },
  edit: editDocument,
  verify,
  evaluate: async (document, asked) => answers(document, asked),
};
