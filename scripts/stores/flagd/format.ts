import { capabilities } from "../../flag/capabilities.ts";
import type { Format } from "../document/format.ts";
import { decode } from "./decode.ts";
import { openDocument } from "./document.ts";
import { editFlags } from "./edit.ts";
import { encode, holdsExposure, holdsVariants } from "./encode.ts";
import { evaluate } from "./evaluate.ts";
import { isObject } from "./json.ts";
import { withRecord } from "./record.ts";
import { verify } from "./verify.ts";

/** flagd's document: flags under `flags`, judged by flagd's own evaluator. */
export const flagdFormat: Format = {
  kind: "flagd",
  capabilities: capabilities.flagd,
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
    if (targeting === null) delete flag.targeting;
    return flag;
  },
  edit: editFlags,
  verify,
  evaluate,
};
