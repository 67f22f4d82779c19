import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { settings } from "../../../../scripts/commands/demo/files.ts";
import { stage } from "../stage.ts";
import { only, type Scenery, start, unless } from "./scene.ts";

const workflow = ".github/workflows/ci.yml";
const text = readFileSync(join(import.meta.dirname, "../../../..", workflow), "utf8");

/** A push to main; npm is there in name alone, and wants a checkout as the real one does. */
export const inCi: Scenery = async (edit = (_, text) => text) => {
  const bin = mkdtempSync(join(tmpdir(), "npm-"));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  writeFileSync(join(bin, "npm"), '#!/bin/sh\ntest -f package.json && echo "npm $*"\n');
  chmodSync(join(bin, "npm"), 0o755);
  const here = await stage({
    ...{ plan: null, settings, now: `${start}:00-04:00`, environment: { PATH: `${bin}:${process.env.PATH}` } },
    files: { "package.json": "{}", [workflow]: edit(workflow, text) },
  });
  const { hands, runner } = here;
  return {
    stage: here,
    async run() {
      runner.waiting.length = 0;
      hands.push("main", { "README.md": "Another one\n" }, { by: "tmarsh" });
      return only(await runner.runEvent(runner.waiting.pop()!));
    },
    undone: ({ jobs }) =>
      unless({
        "ran the tests on each Node": Object.values(jobs).filter(({ log }) => log.includes("npm test")).length === 3,
        "said what became of them": jobs.ci?.result === "success",
      }),
  };
};
