import { printed } from "../flagd/json.ts";
import { DocumentProblem } from "../text-file.ts";
import type { Holder } from "./manifest.ts";
import { memberAt, withValue } from "./manifest-object.ts";

/** The key of `data` that holds the document; readers are pointed at it. */
const key = "flags.json";

/** A ConfigMap holds the document as one text (https://kubernetes.io/docs/concepts/configuration/configmap/). */
export const inConfigMap: Holder = {
  apiVersion: "v1",
  read(manifest, name) {
    const member = memberAt(manifest, ["data", key]);
    if (member === null) return null;
    const held: unknown = JSON.parse(manifest.slice(member.value, member.end));
    if (typeof held === "string") return held;
    throw new DocumentProblem("invalid", `${name}: data of ${key} is no text: put the last good manifest back`);
  },
  write: (manifest, document) => withValue(manifest, ["data", key], printed(document)),
};
