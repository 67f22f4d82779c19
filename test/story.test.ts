import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { main } from "../scripts/cli.ts";
import { recorder } from "./commands/streams.ts";

it("STORY-1  the demo lives through the whole release, and fails where anybody sees what they should not", async () => {
  const { streams, out, err } = recorder(process.cwd(), { NO_COLOR: "1" });
  const status = await main(["demo"], streams);
  const story = out();
  const [folder] = /\/\S*flaghoist-demo-\w+/.exec(story) ?? [];
  if (folder) rmSync(folder, { recursive: true, force: true });

  expect(err()).toBe("");
  expect(status).toBe(0);
  expect(story.match(/^ {2}\| (Go|Not yet|No-go|Cannot tell)\b/gm)).toEqual([
    "  | Not yet",
    "  | Go",
    "  | No-go",
    "  | No-go",
    "  | Not yet",
    "  | Go",
    "  | No-go",
    ...Array.from({ length: 8 }, () => "  | Go"),
  ]);
  expect(story).toMatch(/canary -> planned/);
}, 120_000);
