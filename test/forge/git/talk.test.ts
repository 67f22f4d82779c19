import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitIn } from "../../../scripts/forge/git/run.ts";
import { ask } from "../../../scripts/forge/git/talk.ts";
import { testRepository } from "../../support/repository.ts";

describe("TALK-1  one git answers many questions, each with its own answers", () => {
  it("asked at once, missing names and large objects among them", async () => {
    const here = testRepository();
    const big = "x".repeat(3_000_000);
    here.commit({ "a.txt": "A\n", "big.txt": big, "empty.txt": "" });
    const git = gitIn(here.root);
    const [bodies, headers, none] = await Promise.all([
      ask(git, "contents", ["HEAD:a.txt", "HEAD:no such file", "HEAD:big.txt", "HEAD:empty.txt"]),
      ask(git, "info", ["HEAD", "0".repeat(40), "HEAD:big.txt"]),
      ask(git, "contents", []),
    ]);
    expect(bodies.map((reply) => reply?.body.toString())).toEqual(["A\n", undefined, big, ""]);
    expect(headers.map((reply) => (reply ? [reply.type, reply.bytes] : null))).toEqual([
      ["commit", expect.any(Number)],
      null,
      ["blob", 3_000_000],
    ]);
    expect(none).toEqual([]);
  });

  it("sees objects that were written after it was started", async () => {
    const here = testRepository();
    here.commit({ "a.txt": "1" });
    const git = gitIn(here.root);
    await ask(git, "contents", ["HEAD:a.txt"]);
    here.commit({ "a.txt": "2" });
    const [reply] = await ask(git, "contents", ["HEAD:a.txt"]);
    expect(reply?.body.toString()).toBe("2");
  });

  it("is started again after it went idle", async () => {
    const here = testRepository();
    here.commit({ "a.txt": "1" });
    const git = gitIn(here.root);
    await ask(git, "info", ["HEAD"]);
    await new Promise((resume) => setTimeout(resume, 1300));
    expect((await ask(git, "info", ["HEAD"]))[0]?.type).toBe("commit");
  });
});

it("TALK-2  says so where git ends instead of answering", async () => {
  const git = gitIn(testRepository().root);
  const broken = { ...git, start: () => git.start("no-such-command", []) };
  await expect(ask(broken, "info", ["HEAD"])).rejects.toThrow("ended before it answered");
});

it("TALK-3  keeps no program alive that has nothing left to ask", () => {
  const here = testRepository();
  here.commit({ "a.txt": "1" });
  const source = join(import.meta.dirname, "../../../scripts/forge/git");
  const script = `
    const { gitIn } = await import(${JSON.stringify(join(source, "run.ts"))});
    const { ask } = await import(${JSON.stringify(join(source, "talk.ts"))});
    const replies = await ask(gitIn(${JSON.stringify(here.root)}), "info", ["HEAD"]);
    process.on("exit", () => console.log(replies[0].type, Math.round(performance.now() - answered) < 900));
    const answered = performance.now();`;
  const ran = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  expect(ran.stdout.trim()).toBe("commit true");
});

it("TALK-4  nor one that never asked anything", async () => {
  const git = gitIn(testRepository().root);
  let started = 0;
  const counting = {
    ...git,
    start: (...args: Parameters<typeof git.start>) => {
      started += 1;
      return git.start(...args);
    },
  };
  expect(await ask(counting, "contents", [])).toEqual([]);
  expect(started).toBe(0);
});
