import { expect, it } from "vitest";
import { fits, largest, textOf, tooLarge } from "../../../scripts/stores/publish/bytes.ts";

it("BYTES-1  a text is measured in bytes, not in characters, and refused with both numbers and a way out", () => {
  fits("é".repeat(50), "k", 100);
  expect(() => fits("é".repeat(51), "k", 100, "etcd takes")).toThrow(
    "k: the document has 102 bytes, more than the 100 that etcd takes, so nothing was written: split it by flag set",
  );
});

it("BYTES-2  what is not UTF-8, or more than 64 MiB, is nobody's document", () => {
  expect(textOf(Buffer.from("\uFEFF{}é"), "k")).toBe("\uFEFF{}é");
  expect(() => textOf(Buffer.from([0xc3]), "k")).toThrow("k is not UTF-8 text");
  expect(() => textOf(new Uint8Array(largest + 1), "k")).toThrow(tooLarge("k", largest + 1).message);
});
