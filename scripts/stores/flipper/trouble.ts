import type { WriteResult } from "../../flag/running.ts";

/** What kept a database from answering, in the words of a result. */
export interface Trouble {
  readonly status: Extract<WriteResult["status"], "conflict" | "unauthorised" | "unreachable" | "invalid">;
  readonly why: string;
}

/**
 * An error of node-postgres as trouble of the world, by its code alone: messages of a database may repeat values, and
 * values are people's ids. Null where the fault is ours.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function troubleOf(error: unknown, name: string): Trouble | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  if (code === null) {
    // node-postgres has no code for a connection that ends under it; a mistake of ours is never a plain Error.
    if (error.constructor !== Error) return null;
    return { status: "unreachable", why: `${name}: the connection failed or ended before it answered` };
  }
  if (!/^[0-9A-Z]{5}$/.test(code)) return { status: "unreachable", why: `${name}: no connection (${code})` };
  return ofState(code, name);
}

const waited = ["55P03", "57014", "40001", "40P01"];

function ofState(code: string, name: string): Trouble {
  const family = code.slice(0, 2);
  if (code === "42P01") {
    const cure = "run Flipper's migration, or name the database it ran in";
    return {
      status: "invalid",
      why: `${name}: there are no Flipper tables (flipper_features, flipper_gates): ${cure}`,
    };
  }
  if (code === "3D000") return { status: "invalid", why: `${name}: the database it names does not exist` };
  if (code === "42501" || family === "28") {
    const rights = "SELECT, INSERT, UPDATE and DELETE on flipper_features, flipper_gates and flaghoist_applied";
    return { status: "unauthorised", why: `${name}: the database refuses this user (${code}); it needs ${rights}` };
  }
  if (waited.includes(code)) {
    return { status: "conflict", why: `${name}: somebody else kept the tables locked (${code}): sync again` };
  }
  if (family === "08" || family === "53" || family === "57") {
    return { status: "unreachable", why: `${name}: the database ended the connection (${code})` };
  }
  return { status: "invalid", why: `${name}: the database answered SQLSTATE ${code}` };
}
