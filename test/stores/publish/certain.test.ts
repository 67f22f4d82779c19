import { expect, it } from "vitest";
import { certain } from "../../../scripts/stores/publish/certain.ts";
import { DocumentProblem } from "../../../scripts/stores/text-file.ts";

const asked = { name: "k", text: "ours", expected: "before" };
const holds = (text: string | null) => async () => text;

it("CERTAIN-1  an answer is an answer, and asks nothing more", async () => {
  const never = () => expect.fail("it was read");
  expect(await certain("written", asked, never)).toBe("written");
  expect(await certain("changed", asked, never)).toBe("changed");
});

it.each([
  ["ours", "written"],
  ["theirs", "changed"],
  [null, "changed"],
] as const)("CERTAIN-2  after a lost answer %j is %s", async (now, outcome) => {
  expect(await certain({ lost: "no answer" }, asked, holds(now))).toBe(outcome);
});

it("CERTAIN-3  the old text, or no answer again, is trouble to be told; a mistake of ours stays one", async () => {
  await expect(certain({ lost: "no answer" }, asked, holds("before"))).rejects.toThrow("still holds what it did");
  const down = async () => Promise.reject(new DocumentProblem("unauthorised", "no"));
  await expect(certain({ lost: "no answer" }, asked, down)).rejects.toMatchObject({
    status: "unreachable",
    message: "no answer. Whether k was written is not known: sync again",
  });
  const broken = async () => Promise.reject(new TypeError("x is undefined"));
  await expect(certain({ lost: "no answer" }, asked, broken)).rejects.toThrow(TypeError);
});
