import { MultiErrorReply, SimpleError } from "@redis/client";
import { expect, it } from "vitest";
import { isReply, redisProblem } from "../../../scripts/stores/publish/redis-problem.ts";
import { DocumentProblem } from "../../../scripts/stores/text-file.ts";

it.each([
  [new SimpleError("READONLY You can't write against a read only replica."), "unreachable", "name the primary"],
  [new SimpleError("OOM command not allowed when used memory > 'maxmemory'."), "unreachable", "out of memory"],
  [new SimpleError("MOVED 1234 10.0.0.1:6379"), "invalid", "one of a cluster"],
  [new SimpleError("BUSY Redis is busy running a script."), "unreachable", "busy with a script"],
  [new SimpleError("CLUSTERDOWN Hash slot not served"), "unreachable", "a part of the cluster is down"],
  [new SimpleError("LOADING Redis is loading the dataset in memory"), "unreachable", "still loading"],
  [new SimpleError("ERR unknown command 'x', with args hunter2"), "invalid", "did not understand"],
  [new MultiErrorReply([new SimpleError("NOPERM hunter2")], [0]), "unauthorised", "may not do this"],
  [Object.assign(new Error("hunter2"), { code: "ETIMEDOUT" }), "unreachable", "no answer (ETIMEDOUT)"],
  [new Error("hunter2"), "unreachable", "no answer (connection failed)"],
] as const)("REDIS-PROBLEM-1  %s is told by its code, never in its own words", (error, status, why) => {
  const problem = redisProblem(error, "k", null);
  expect(problem).toMatchObject({ status, message: expect.stringContaining(why) });
  expect(problem.message).not.toMatch(/hunter2|10\.0\.0\.1/);
});

it("REDIS-PROBLEM-2  a time-out is one whatever was thrown; a mistake of ours stays one; a problem stays itself", () => {
  expect(redisProblem(new Error("x"), "k", 5000).message).toBe("k: no answer within 5 s");
  expect(() => redisProblem(new TypeError("x"), "k", null)).toThrow(TypeError);
  const problem = new DocumentProblem("invalid", "x");
  expect(redisProblem(problem, "k", null)).toBe(problem);
});

it("REDIS-PROBLEM-3  tells what the server said from what the wire did", async () => {
  expect(await isReply(new SimpleError("OOM"))).toBe(true);
  expect(await isReply(new Error("socket closed"))).toBe(false);
});
