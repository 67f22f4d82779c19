import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { app, surroundings, token } from "../../scripts/actions/surroundings.ts";

const here = {
  ...{ GITHUB_REPOSITORY: "example-org/benefits", GITHUB_WORKSPACE: join(import.meta.dirname, "../..") },
  ...{ GITHUB_REF_NAME: "main", GITHUB_SHA: "0".repeat(40) },
};
let said: string[];

beforeEach(() => {
  said = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text).trim()) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it("SURROUNDINGS-1  the token is masked before anybody has it", () => {
  vi.stubEnv("INPUT_TOKEN", "ghs_hidden");
  expect(token()).toBe("ghs_hidden");
  expect(said).toEqual(["::add-mask::ghs_hidden"]);
  vi.stubEnv("INPUT_TOKEN", "");
  expect(token).toThrow("the input `token` is empty");
});

it("SURROUNDINGS-2  a secret is masked when it is first looked up, once; one that is not there is nothing", () => {
  const { secrets } = surroundings({ ...here, ADA: "User;4711", EMPTY: "" });
  expect(said).toEqual([]);
  expect([secrets("ADA"), secrets("ADA"), secrets("EMPTY"), secrets("NOBODY")]).toEqual([
    "User;4711",
    "User;4711",
    "",
    undefined,
  ]);
  expect(said).toEqual(["::add-mask::User;4711"]);
});

it("SURROUNDINGS-3  without an App it is GitHub's own, which is nobody's own", () => {
  expect(app()).toEqual({ id: 15_368, own: false, login: "github-actions[bot]" });
  vi.stubEnv("INPUT_APP-ID", "777");
  vi.stubEnv("INPUT_APP-SLUG", "flaghoist");
  expect(app()).toEqual({ id: 777, own: true, login: "flaghoist[bot]" });
});
