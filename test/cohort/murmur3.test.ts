import { expect, it } from "vitest";
import { murmur3 } from "../../scripts/cohort/murmur3.ts";

it.each([
  ["", 0],
  ["form_1095bUser;1", 3375580471],
  ["form_1095bUser;2", 2705801577],
  ["form_1095bUser;42", 2844559586],
  ["rx_list_v2User;1", 4279409212],
  ["1095b_download42", 1358699868],
  ["form_1095b:User;1", 1583492832],
])("COHORT-10  murmur3 of %j is %d", (text, hash) => {
  expect(murmur3(Buffer.from(text))).toBe(hash);
});

it("COHORT-11  a part of a larger buffer hashes as itself", () => {
  const whole = Buffer.from("..form_1095bUser;1..");
  expect(murmur3(whole.subarray(2, -2))).toBe(3375580471);
});
