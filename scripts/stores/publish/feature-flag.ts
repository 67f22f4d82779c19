import { editMembers, styleOf } from "../flagd/edit.ts";
import { membersOf, skipSpace } from "../flagd/members.ts";
import { DocumentProblem } from "../text-file.ts";
import type { Holder } from "./manifest.ts";
import { indentationAt, memberAt, withValue } from "./manifest-object.ts";

const path = ["spec", "flagSpec"] as const;

/**
 * A FeatureFlag of the OpenFeature operator holds flagd's document as an object
 * (https://openfeature.dev/docs/reference/technologies/server/kubernetes). It stands there indented as its place is; the
 * `$schema` that editors want is no part of the resource. White space around the document is not kept.
 */
export const inFeatureFlag: Holder = {
  apiVersion: "core.openfeature.dev/v1beta1",
  read(manifest, name) {
    const member = memberAt(manifest, path);
    if (member === null) return null;
    if (manifest[member.value] !== "{")
      throw new DocumentProblem("invalid", `${name}: spec.flagSpec is no object: put the last good manifest back`);
    return `${manifest.slice(member.value, member.end).replaceAll(`\n${indentOf(manifest)}`, "\n")}\n`;
  },
  write(manifest, document) {
    const made = memberAt(manifest, path) === null ? withValue(manifest, path, "{}") : manifest;
    const indent = indentOf(made);
    return withValue(made, path, withoutSchema(document.trim()).replaceAll("\n", `\n${indent}`));
  },
};

/** The white space before each line of the document: none where a line lacks it, so that nothing moves. */
function indentOf(manifest: string): string {
  const { start, value, end } = memberAt(manifest, path)!;
  const indent = indentationAt(manifest, start);
  const [, ...lines] = manifest.slice(value, end).split("\n");
  return lines.every((line) => line.startsWith(indent)) ? indent : "";
}

function withoutSchema(document: string): string {
  if (document[0] !== "{") return document;
  const top = membersOf(document, skipSpace(document, 0));
  const style = styleOf(document, top);
  return style === null ? document : editMembers(document, top, style, new Map([["$schema", null]]));
}
