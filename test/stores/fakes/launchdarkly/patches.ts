import { isDeepStrictEqual } from "node:util";
import type { Config, Doc, Target } from "./flags.ts";

export type Patched = { readonly ok: true } | { readonly ok: false; readonly failed: "test" | "patch" };

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** RFC 6902 on a document, in place; the caller hands over a copy. */
export function applyJsonPatch(doc: Doc, operations: readonly Operation[]): Patched {
  for (const { op, path, value } of operations) {
    const segments = path
      .split("/")
      .slice(1)
      .map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = segments.pop();
    let parent: unknown = doc;
    for (const segment of segments) parent = member(parent, segment);
    if (last === undefined || typeof parent !== "object" || parent === null) return { ok: false, failed: "patch" };
    if (op === "test") {
      if (!isDeepStrictEqual(member(parent, last), value)) return { ok: false, failed: "test" };
    } else if (!changeMember(parent as Record<string, unknown> | unknown[], last, op, structuredClone(value))) {
      return { ok: false, failed: "patch" };
    }
  }
  return { ok: true };
}

const member = (parent: unknown, name: string): unknown =>
  typeof parent === "object" && parent !== null && Object.hasOwn(parent, name)
    ? (parent as Record<string, unknown>)[name]
    : undefined;

function changeMember(parent: Record<string, unknown> | unknown[], name: string, op: string, value: unknown): boolean {
  if (Array.isArray(parent)) {
    const index = name === "-" ? parent.length : Number(name);
    const most = op === "add" ? parent.length : parent.length - 1;
    if (!Number.isInteger(index) || index < 0 || index > most) return false;
    if (op === "add") parent.splice(index, 0, value);
    else if (op === "remove") parent.splice(index, 1);
    else if (op === "replace") parent[index] = value;
    return ["add", "remove", "replace"].includes(op);
  }
  if (op !== "add" && !Object.hasOwn(parent, name)) return false;
  if (op === "remove") delete parent[name];
  else if (op === "add" || op === "replace") parent[name] = value;
  return ["add", "remove", "replace"].includes(op);
}

export type Instruction = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Semantic patch on a document, in place; the caller hands over a copy. False for what it does not understand. */
export function applyInstructions(doc: Doc, environment: string | undefined, list: readonly Instruction[]): boolean {
  return list.every((one) => {
    const ofFlag = flagInstruction(doc, one);
    if (ofFlag !== null) return ofFlag;
    const config = environment === undefined ? undefined : doc.environments[environment];
    return config !== undefined && configInstruction(doc, config, one);
  });
}

/** Null where it is not one of the instructions for all environments. */
function flagInstruction(doc: Doc, one: Instruction): boolean | null {
  switch (one.kind) {
    case "archiveFlag":
      doc.archived = true;
      return true;
    case "restoreFlag":
      doc.archived = false;
      return true;
    case "updateDescription":
      doc.description = String(one.value);
      return true;
    case "addTags":
      doc.tags = [...new Set([...doc.tags, ...(one.values as string[])])];
      return true;
    case "addCustomProperties":
    case "replaceCustomProperties":
      doc.customProperties[String(one.key)] = { name: String(one.name), value: one.values as string[] };
      return true;
    default:
      return null;
  }
}

function configInstruction(doc: Doc, config: Config, one: Instruction): boolean {
  const index = doc.variations.findIndex(({ _id }) => _id === one.variationId);
  const values = (one.values ?? []) as string[];
  const { contextKind = "user" } = one as { contextKind?: string };
  const list = contextKind === "user" ? config.targets : config.contextTargets;
  const mine = list.find(
    (target: Target) => target.variation === index && (target.contextKind ?? "user") === contextKind,
  );
  switch (one.kind) {
    case "turnFlagOn":
      config.on = true;
      return true;
    case "turnFlagOff":
      config.on = false;
      return true;
    case "addTargets":
      if (mine === undefined) list.push({ contextKind, variation: index, values });
      else mine.values = [...new Set([...mine.values, ...values])];
      return index >= 0;
    case "removeTargets":
      if (mine !== undefined) mine.values = mine.values.filter((value) => !values.includes(value));
      return index >= 0;
    case "updateOffVariation":
      config.offVariation = index;
      return index >= 0;
    case "addPrerequisite":
      config.prerequisites.push({ key: String(one.key), variation: 0 });
      return true;
    case "addRule":
      config.rules.push({
        _id: `rule-${config.rules.length}`,
        clauses: one.clauses,
        variation: index,
        trackEvents: false,
      });
      return true;
    case "updateFallthroughVariationOrRollout":
      return fallthroughTo(doc, config, one, index);
    default:
      return false;
  }
}

/** Weights in the order of the flag's own variations: the order the documentation does not promise. */
function fallthroughTo(doc: Doc, config: Config, one: Instruction, index: number): boolean {
  const weights = one.rolloutWeights as Readonly<Record<string, number>> | undefined;
  if (weights === undefined) {
    config.fallthrough = { variation: index };
    return index >= 0;
  }
  const variations = doc.variations.map(({ _id }, variation) => ({ variation, weight: weights[_id] ?? 0 }));
  const { rolloutBucketBy: bucketBy = "key", rolloutContextKind: contextKind = "user" } = one;
  config.fallthrough = { rollout: { variations, bucketBy, contextKind } };
  return Object.keys(weights).every((id) => doc.variations.some(({ _id }) => _id === id));
}
