import { expect, it } from "vitest";
import { troubleOf } from "../../../scripts/stores/flipper/trouble.ts";

const failing = (code: string | undefined, message = "x") => Object.assign(new Error(message), code && { code });

it.each([
  ["42P01", "invalid", "run Flipper's migration"],
  ["3D000", "invalid", "does not exist"],
  ["42501", "unauthorised", "SELECT, INSERT, UPDATE and DELETE"],
  ["28P01", "unauthorised", "refuses this user"],
  ["55P03", "conflict", "locked"],
  ["40P01", "conflict", "locked"],
  ["57P01", "unreachable", "ended the connection"],
  ["53300", "unreachable", "ended the connection"],
  ["42501", "unauthorised", "USAGE on the sequences"],
  ["22001", "invalid", "longer than flipper_gates.value takes"],
  ["25006", "invalid", "name the primary server"],
  ["EPIPE", "unreachable", "no connection (EPIPE)"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable", "sslrootcert"],
  ["22021", "invalid", "SQLSTATE 22021"],
  ["ECONNREFUSED", "unreachable", "ECONNREFUSED"],
  [undefined, "unreachable", "ended before it answered"],
])("TROUBLE-1  %s is %s: %s", (code, status, why) => {
  const trouble = troubleOf(failing(code, "Key (value)=(ada@example.gov) at hunter2"), "DATABASE_URL");
  expect(trouble).toMatchObject({ status, why: expect.stringContaining(why) });
  expect(trouble!.why).toMatch(/^DATABASE_URL/);
  expect(trouble!.why).not.toMatch(/ada|hunter2/);
});

it("TROUBLE-2  a mistake of ours is not taken for an answer of the world", () => {
  expect(troubleOf(new TypeError("undefined is not a function"), "D")).toBeNull();
  expect(troubleOf("text", "D")).toBeNull();
});
