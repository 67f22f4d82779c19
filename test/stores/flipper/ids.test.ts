import { expect, it } from "vitest";
import { digestOf, idOf, idsIn } from "../../../scripts/stores/flipper/ids.ts";

it("IDS-1  one id a line, with any line breaks, blanks inside kept", () => {
  expect(idsIn("A", () => "User;1\r\n\n a b \nü\n")).toEqual(["User;1", " a b ", "ü"]);
  expect(idsIn("A", () => undefined)).toEqual([]);
});

it("IDS-2  a digest tells its id again to who knows it, and is another one for another flag", () => {
  const digest = digestOf("f", "User;1");
  expect(digest).toMatch(/^[0-9a-f]{16}$/);
  expect(digestOf("g", "User;1")).not.toBe(digest);
  expect(idOf("f", digest, ["User;2", "User;1"])).toBe("User;1");
  expect(idOf("f", digest, [])).toBe(`unknown actor ${digest}`);
});
