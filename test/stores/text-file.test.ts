import { expect, it } from "vitest";
import { DocumentProblem } from "../../scripts/stores/text-file.ts";

it("FILE-15  a problem is an answer to give, with its kind and its words", () => {
  const problem = new DocumentProblem("unauthorised", "no right to write");
  expect(problem).toMatchObject({ name: "DocumentProblem", status: "unauthorised", message: "no right to write" });
});
