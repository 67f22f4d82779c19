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
  const [status, what] = (code === null ? withoutCode(error) : withCode(code)) ?? [null, ""];
  return status === null ? null : { status, why: `${name}: ${what}` };
}

type Said = readonly [status: Trouble["status"], what: string];

function withoutCode(error: Error): Said | null {
  if (error instanceof URIError)
    return ["invalid", "it is no address: write what is special in a password as %40 for @"];
  // A mistake of ours is never a plain Error.
  if (error.constructor !== Error) return null;
  if (error.message === "The server does not support SSL connections") {
    const cure = "switch it on there, or add ?sslmode=disable to the address where nobody else is on its network";
    return ["invalid", `its server has no TLS: ${cure}`];
  }
  return ["unreachable", "the connection failed or ended before it answered"];
}

function withCode(code: string): Said {
  if (/CERT|UNABLE_TO/.test(code)) {
    const cure = "add ?sslrootcert=FILE to the address, a file with the certificate of who signed it";
    return ["unreachable", `the certificate of its server is not trusted (${code}): ${cure}`];
  }
  // A SQLSTATE in use has a digit, and no word of the system has (EPIPE).
  if (!/^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return ["unreachable", `no connection (${code})`];
  const said = states[code] ?? states[code.slice(0, 2)];
  return said === undefined ? ["invalid", `the database answered SQLSTATE ${code}`] : [said[0], `${said[1]} (${code})`];
}

const refused =
  "the database refuses this user; it needs SELECT, INSERT, UPDATE and DELETE on flipper_features, flipper_gates and flaghoist_applied, and USAGE on the sequences of the first two";
const locked = "somebody else kept the tables locked: sync again";
const long =
  "an actor's id is longer than flipper_gates.value takes: make that column text, or name the actor otherwise";
const ended = "the database ended the connection";

/** By SQLSTATE, or its class. */
const states: Readonly<Record<string, Said>> = {
  "42P01": [
    "invalid",
    "there are no Flipper tables (flipper_features, flipper_gates): run Flipper's migration, or name the database it ran in",
  ],
  "3D000": ["invalid", "the database it names does not exist"],
  "25006": ["invalid", "it can only be read: name the primary server"],
  "22001": ["invalid", long],
  "54000": ["invalid", long],
  "42501": ["unauthorised", refused],
  "28": ["unauthorised", refused],
  "55P03": ["conflict", locked],
  "57014": ["conflict", locked],
  "40001": ["conflict", locked],
  "40P01": ["conflict", locked],
  "08": ["unreachable", ended],
  "53": ["unreachable", ended],
  "57": ["unreachable", ended],
};
