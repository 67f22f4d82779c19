import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { fileAt } from "../../scripts/stores/file.ts";
import { emptyFolder } from "./folder.ts";
import { isWhole, wholeText } from "./whole-text.ts";

const root = emptyFolder();

it("FILE-16  killed at any moment, a writer leaves the old text or the new one, and nothing that stops the next", async () => {
  const writer = join(import.meta.dirname, "endless-writer.ts");
  for (const after of [1, 3, 7, 12, 20, 33]) {
    const child = spawn(process.execPath, ["--import", "tsx", writer, root(), "flags.json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await pause(after);
    child.kill("SIGKILL");
    await once(child, "exit");

    const file = fileAt(root(), "flags.json");
    const left = await file.read();
    expect(left === null || isWhole(left)).toBe(true);
    expect(await file.write(wholeText(after), left)).toBe("written");
    expect(readdirSync(root())).toEqual(["flags.json"]);
  }
}, 60_000);

it("FILE-17  while it is written again and again, whoever reads it finds it whole", async () => {
  const file = fileAt(root(), "flags.json");
  await file.write(wholeText(0), null);
  let writing = true;
  const reader = (async () => {
    let torn = 0;
    for (let reads = 0; writing || reads < 20; reads += 1) if (!isWhole((await file.read()) ?? "")) torn += 1;
    return torn;
  })();
  for (let turn = 1; turn <= 40; turn += 1) await file.write(wholeText(turn), wholeText(turn - 1));
  writing = false;
  expect(await reader).toBe(0);
});
