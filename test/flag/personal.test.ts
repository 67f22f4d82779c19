import { expect, it } from "vitest";
import { hidePersonal, personal } from "../../scripts/flag/personal.ts";

it.each([
  ["ada.reyes@example.gov", "an e-mail address"],
  ["User;Ada+x@mail.example.com", "an e-mail address"],
  ["zoë@exämple.org", "an e-mail address"],
  ["1012667145V762142", "a long number"],
  ["User;1012667145", "a long number"],
  ["123-45-6789", "a long number"],
  ["+1 (555) 010-9999", "a long number"],
  ["User;42", null],
  ["12345678", null],
  ["letters_1012667145", null],
  ["01.26.26-01.30.26", null],
  ["2025-03-12-2025-03-14", null],
  ["@rlindqvist", null],
  ["550e8400-e29b-41d4-a716-446655440000", null],
  ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", null],
  ["2025-03-12T09:00", null],
])("PERSON-1  %j is %s", (text, kind) => {
  expect(personal(text)).toBe(kind);
});

it("PERSON-2  hides what names a person and keeps every other character in its place", () => {
  const line = '  - { name: Ada Reyes, id: "ada@example.gov" } # or 1012667145V762142, opens: 2025-03-12';
  const hidden = hidePersonal(line);

  expect(hidden).toBe('  - { name: Ada Reyes, id: "***************" } # or *****************, opens: 2025-03-12');
  expect(hidden).toHaveLength(line.length);
});

it("PERSON-3  is quick on any text", () => {
  for (const part of ["a", "1 ", "a@", "1", "(", "a."]) {
    const began = performance.now();
    hidePersonal(part.repeat(250_000 / part.length));
    expect(performance.now() - began, part).toBeLessThan(1_000);
  }
});
