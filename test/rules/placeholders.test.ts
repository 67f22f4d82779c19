import { expect, it } from "vitest";
import { isPlaceholder } from "../../scripts/rules/placeholders.ts";

it.each([
  "",
  "  ",
  "TBD",
  "tbc",
  "**TBD**",
  "[_TBD_]",
  "[FILL_IN]",
  "\\[FILL\\_IN\\]",
  "[FILL_IN] with ticket numbers",
  "x",
  "x%",
  "xx %",
  "XX",
  "x/x",
  "xx.x%",
  "___",
  "[ ]",
  "mm/dd/yy",
  "mm/dd/yy - mm/dd/yy",
  "lorem ipsum",
  "_lorem ipsum_",
  "[To be filled in]",
  "[Data]",
  "[None / describe]",
  "Needs to be created",
  "Need to update",
  "Work in Progress.",
  "Link coming soon",
  "Release Plan Template",
  "`Product Name`",
  "TODO",
  "[PICK_ONE]: yes | no",
  "Errors stay below x % while the flag is on, on every day of the whole rollout",
])("HOLD-1  %j waits for its author", (text) => {
  expect(isPlaceholder(text)).toBe(true);
});

it.each([
  "1095-B MVP",
  "Data export",
  "Response times",
  "n/a",
  "Max 5 %",
  "Index",
  "Xbox sign-in",
  "50% of users",
  "We decided on x-ray uploads",
  "Update the address",
  "Links to forms",
  "To be or not to be",
  "my_flag_v2",
])("HOLD-2  %j says something", (text) => {
  expect(isPlaceholder(text)).toBe(false);
});

it("HOLD-3  is quick on any text", () => {
  for (const part of [".", "_", "[", "x ", "mm/dd/", "\\"]) {
    const began = performance.now();
    isPlaceholder(`${part.repeat(250_000)}a`);
    expect(performance.now() - began, part).toBeLessThan(1_000);
  }
});
