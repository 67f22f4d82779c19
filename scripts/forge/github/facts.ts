import { DateTime } from "luxon";

/**
 * What was found out about the head of a pull request, written into our own check run so that the next pass need not
 * ask again. Believed only in a check run of our own App, which nobody else can write.
 */
export interface Facts {
  readonly pull: number;
  /** When the head arrived, told by the server; null where it was not told. */
  readonly pushedAt: DateTime | null;
  /** When we first saw the head: as good as the push where that is not told, and never earlier. */
  readonly firstSeen: DateTime | null;
  /** Everyone who pushed to the branch; null where nobody could tell yet: then it is asked again. */
  readonly pushers: readonly string[] | null;
  /** Digest of what was judged: plans and settings, before and after. */
  readonly judged: string | null;
}

/** One HTML comment, invisible to people. Nothing in the JSON can end it, or its line. */
export function writeFacts({ pull, pushedAt, firstSeen, pushers, judged }: Facts): string {
  const json = JSON.stringify({
    version: 1,
    pull,
    pushedAt: iso(pushedAt),
    firstSeen: iso(firstSeen),
    pushers,
    judged,
  });
  return `<!-- flaghoist-facts ${json.replace(/[<>&\u2028\u2029-]/g, escaped)} -->`;
}

/** Facts from a check run's text, or null: what cannot be read whole is not known at all. */
export function readFacts(text: string): Facts | null {
  const json = /^<!-- flaghoist-facts (\{.*\}) -->$/m.exec(text)?.[1];
  if (json === undefined) return null;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? factsIn({ ...value }) : null;
  } catch {
    return null;
  }
}

function factsIn({ version, pull, pushers, judged, ...times }: Record<string, unknown>): Facts | null {
  if (version !== 1 || typeof pull !== "number") return null;
  if (pushers !== null && !isNames(pushers)) return null;
  const [pushedAt, firstSeen] = [instant(times.pushedAt), instant(times.firstSeen)];
  if (pushedAt === undefined || firstSeen === undefined) return null;
  return { pull, pushedAt, firstSeen, pushers, judged: typeof judged === "string" ? judged : null };
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string");

/** A time, null where it says that there is none, undefined where it is neither. */
function instant(value: unknown): DateTime | null | undefined {
  if (value === null) return null;
  const at = typeof value === "string" ? DateTime.fromISO(value, { zone: "utc" }) : null;
  return at?.isValid ? at : undefined;
}

const iso = (at: DateTime | null) => at?.toUTC().toISO() ?? null;
const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
