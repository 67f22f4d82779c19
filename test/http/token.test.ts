import { expect, it } from "vitest";
import { readSecrets, wholeHeader } from "../../scripts/http/token.ts";

const environment: Readonly<Record<string, string>> = {
  KEY: "k3y-value\n",
  EMPTY: " ",
  HEADER: "Bearer abc",
  EVIL: "a\r\nx-b: c",
};
const secrets = (name: string) => environment[name];

it("TOKEN-1  the values of the variables named, without a pasted line break; none where none is named", () => {
  const read = readSecrets({ key: ["KEY", "sent"], session: [null, "sent"] }, secrets);
  expect(read).toEqual({ ok: true, values: { key: "k3y-value", session: null } });
});

it.each([
  ["MISSING", "set MISSING in the environment: it is sent as API-Key"],
  ["EMPTY", "set EMPTY in the environment: it is sent as API-Key"],
  ["HEADER", "HEADER holds characters that no header can carry (spaces, line breaks): set it again"],
  ["EVIL", "EVIL holds characters that no header can carry (spaces, line breaks): set it again"],
])("TOKEN-2  %s: %s", (variable, why) => {
  expect(readSecrets({ key: [variable, "sent as API-Key"] }, secrets)).toEqual({ ok: false, why });
});

it("TOKEN-3  a whole header may have spaces inside, never a line break", () => {
  const header = (variable: string) => readSecrets({ key: [variable, "sent"] }, secrets, wholeHeader);
  expect(header("HEADER")).toEqual({ ok: true, values: { key: "Bearer abc" } });
  expect(header("EVIL").ok).toBe(false);
});
