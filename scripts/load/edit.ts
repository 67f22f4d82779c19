import { loadPlan } from "./plan.ts";
import { appendAt, setAt } from "./splice.ts";
import { parseYaml } from "./yaml.ts";

export { readStanding } from "./standing.ts";

/** An edit that would not do what was asked. Nothing was changed. */
export class EditRefused extends Error {
  override readonly name = "EditRefused";
}

/** The text with another standing; every other byte stays. Throws `EditRefused` where it could not be set. */
export function setStanding(text: string, standing: string): string {
  const before = mapOf(text);
  return verified(setAt(text, ["standing"], standing), { ...before, standing }, "the standing");
}

/** Maps in results that are filled entry by entry; every other key is replaced. */
const merged = new Set(["measured", "observed", "answers"]);

/**
 * The text with results of a stage added or replaced: `setResults(text, "canary", { uniqueUsers: 1180 })`. `measured`,
 * `observed` and `answers` keep the entries they have. Throws `EditRefused` where the stage or a key is not known.
 */
export function setResults(text: string, stage: string, values: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(values).flatMap(([key, value]): readonly [readonly string[], unknown][] =>
    merged.has(key) ? Object.entries(Object(value)).map(([name, one]) => [[key, name], one]) : [[[key], value]],
  );
  return entries.reduce((edited, [path, value]) => setResult(edited, stage, path, value), text);
}

function setResult(text: string, stage: string, path: readonly string[], value: unknown): string {
  const expected = mapOf(text);
  const stages = listOf(expected, "stages");
  const index = stages.findIndex((one) => Object(one).name === stage);
  if (index === -1) throw new EditRefused(`there is no stage ${stage} to write results for`);
  put(stages[index] as Written, ["results", ...path], value);
  return verified(setAt(text, ["stages", index, "results", ...path], value), expected, `results of ${stage}`);
}

/** What a revert writes down; `resolved` is left to a person. */
export interface RevertEntry {
  readonly from: string;
  /** ISO 8601 instant with its offset. */
  readonly at: string;
  readonly because: string;
  readonly evidence: string | null;
}

/** The most characters kept of a reason: a long answer of a provider must never make a revert impossible. */
const longest = 2000;

/** The text with one more entry in `reverts`, unresolved. Throws `EditRefused` where it could not be added. */
export function appendRevert(text: string, { from, at, because, evidence }: RevertEntry): string {
  const entry = {
    from,
    at,
    because: clean(because),
    evidence: evidence === null ? null : clean(evidence),
    resolved: null,
  };
  const before = mapOf(text);
  const reverts = [...("reverts" in before ? listOf(before, "reverts") : []), entry];
  return verified(appendAt(text, "reverts", entry), { ...before, reverts }, "the revert");
}

/** The text with a revert resolved: `index` counts from 0. Throws `EditRefused` where there is no such revert. */
export function resolveRevert(text: string, index: number, resolution: string): string {
  const expected = mapOf(text);
  const entry = "reverts" in expected ? listOf(expected, "reverts")[index] : undefined;
  if (entry === undefined) throw new EditRefused(`there is no revert number ${index + 1} to resolve`);
  const resolved = clean(resolution);
  put(entry as Written, ["resolved"], resolved);
  return verified(setAt(text, ["reverts", index, "resolved"], resolved), expected, "the resolution");
}

type Written = Record<string, unknown>;

/** The plan as a map of its own: what an alias shares is copied, so that changing one place changes one place. */
function mapOf(text: string): Written {
  const parsed = parseYaml({ file: "the plan", text });
  if (!parsed.ok) throw new EditRefused(`the plan cannot be read: ${parsed.diagnostics[0]!.message}`);
  const { value } = parsed.tree;
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return JSON.parse(JSON.stringify(value));
  throw new EditRefused("the plan is not a map: there is nothing to edit");
}

function listOf(map: Written, key: string): unknown[] {
  const list = map[key];
  if (Array.isArray(list)) return list;
  throw new EditRefused(`${key} is not a list: mend the plan first`);
}

function put(map: Written, [key, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    map[key!] = value;
    return;
  }
  const inner = Object(map[key!]) as Written;
  map[key!] = inner;
  put(inner, rest, value);
}

const clean = (text: string) =>
  text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .slice(0, longest)
    .replace(/\p{Surrogate}$/u, "");

/** The edited text, once it is known to say what was asked for and nothing else, and to load. */
function verified(edited: string | null, expected: Written, what: string): string {
  const advice = `${what} could not be written without changing something else: edit the file by hand`;
  if (edited === null) throw new EditRefused(advice);
  const parsed = parseYaml({ file: "the plan", text: edited });
  if (!parsed.ok || JSON.stringify(parsed.tree.value) !== JSON.stringify(expected)) throw new EditRefused(advice);
  const loaded = loadPlan({ file: "the plan", text: edited }, { environment: "production" });
  if (loaded.ok) return edited;
  const { message, place } = loaded.diagnostics[0]!;
  throw new EditRefused(`${what} would make the plan invalid, line ${place.line}: ${message}`);
}
