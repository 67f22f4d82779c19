import fc from "fast-check";
import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { anyText } from "../conformance/provider.ts";

it.each([
  ["two\r\nlines\tand  blanks ", "two lines and blanks"],
  ["\u001b[31mred\u001b[0m", "[31mred [0m"],
  ["a\u0000b", "a b"],
  ["in\u200bvisible \u202etxet \ufeff", "invisible txet"],
  ["<b>@everyone</b>", "<b>@everyone</b>"],
  ["", ""],
])("QUOTE-1  %j reads %j", (text, quoted) => {
  expect(quoter([])(text)).toBe(quoted);
});

it("QUOTE-2  cuts by characters, not through one", () => {
  expect(quoter([], 5)("é😀😀😀😀😀")).toBe("é😀😀😀…");
  expect(quoter([], 5)("12345")).toBe("12345");
});

it.each([
  ["as it is", "token s3cr3t/+ here"],
  ["twice", "s3cr3t/+s3cr3t/+"],
  ["in an address", "token=s3cr3t%2F%2B"],
  ["in base64", `Basic ${Buffer.from("s3cr3t/+").toString("base64")}`],
  ["behind invisible characters", "s3cr\u200b3t/+"],
])("QUOTE-3  a secret echoed %s is taken out", (_, text) => {
  const quoted = quoter(["s3cr3t/+"])(text);
  expect(quoted).toContain("[secret]");
  expect(quoted).not.toMatch(/s3cr|czNj/);
});

it("QUOTE-4  a secret that holds another, or a line break, is taken out whole", () => {
  expect(quoter(["abc", "abcdef"])("abcdef abc")).toBe("[secret] [secret]");
  expect(quoter(["first\nsecond"])("it was first\nsecond")).toBe("it was [secret]");
});

it("QUOTE-5  a secret cut by the end of the message leaves nothing of itself", () => {
  const quoted = quoter(["s3cr3t-token"], 20)(`${"x".repeat(15)}s3cr3t-token`);
  expect(quoted).toBe(`${"x".repeat(15)}[sec…`);
});

it("QUOTE-6  by property: one line, no control characters, never longer than asked", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 50 }), (text, most) => {
      const quoted = quoter([], most)(text);
      expect(quoted).not.toMatch(/\p{Cc}|\p{Cf}|[\u2028\u2029]/u);
      expect([...quoted].length).toBeLessThanOrEqual(most);
    }),
  );
});
