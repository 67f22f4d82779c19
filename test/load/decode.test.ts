import { expect, it } from "vitest";
import { decode, maxBytes } from "../../scripts/load/decode.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

it.each`
  what                   | given                                  | expected
  ${"text"}              | ${new TextEncoder().encode("é: 🙂\n")} | ${{ ok: true, text: "é: 🙂\n" }}
  ${"nothing"}           | ${bytes()}                             | ${{ ok: true, text: "" }}
  ${"a byte order mark"} | ${bytes(0xef, 0xbb, 0xbf, 0x61)}       | ${{ ok: true, text: "a" }}
  ${"as much as may be"} | ${new Uint8Array(maxBytes).fill(0x61)} | ${{ ok: true, text: "a".repeat(maxBytes) }}
  ${"Latin-1"}           | ${bytes(0x61, 0xe9, 0x62)}             | ${{ ok: false, why: expect.stringContaining("UTF-8") }}
  ${"UTF-16"}            | ${bytes(0xff, 0xfe, 0x61, 0x00)}       | ${{ ok: false, why: expect.stringContaining("UTF-8") }}
  ${"half a character"}  | ${bytes(0x61, 0xf0, 0x9f)}             | ${{ ok: false, why: expect.stringContaining("UTF-8") }}
  ${"half of a pair"}    | ${bytes(0xed, 0xa0, 0x80)}             | ${{ ok: false, why: expect.stringContaining("UTF-8") }}
  ${"a byte too many"}   | ${new Uint8Array(maxBytes + 1)}        | ${{ ok: false, why: expect.stringContaining(`${maxBytes + 1} bytes`) }}
`("BYTES-1  $what", ({ given, expected }) => {
  expect(decode(given)).toEqual(expected);
});
