import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { run } from "../../scripts/actions/run.ts";

let said: string[];

beforeEach(() => {
  said = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text).trim()) > 0);
  const root = join(import.meta.dirname, "../..");
  vi.stubEnv("GITHUB_REPOSITORY", "example-org/benefits");
  vi.stubEnv("GITHUB_WORKSPACE", root);
  vi.stubEnv("GITHUB_REF_NAME", "main");
  vi.stubEnv("GITHUB_SHA", "0".repeat(40));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

it("ACTION-RUN-1  what is thrown fails the step by its message alone: one line, not endless, no stack", async () => {
  await run(() => Promise.reject(new Error(`no answer\n::set-output name=merged::9 ${"x".repeat(9000)}`)));
  expect(process.exitCode).toBe(1);
  expect(said).toEqual([expect.stringMatching(/^::error::no answer ::set-output name=merged::9 x{1900,2000}…$/)]);
});

it("ACTION-RUN-2  a problem that is told fails it too, and none does not", async () => {
  await run(async () => null);
  expect({ said, code: process.exitCode }).toEqual({ said: [], code: undefined });
  await run(async () => "2 plans could not be watched");
  expect({ said, code: process.exitCode }).toEqual({ said: ["::error::2 plans could not be watched"], code: 1 });
});
