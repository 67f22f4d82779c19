import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comment } from "../../scripts/report/comment.ts";
import { pullRequest } from "./build.ts";
import { cases } from "./cases.ts";

const golden = join(import.meta.dirname, "../golden/report");
const names = Object.keys(cases);
const writing = { pullRequest, mention: true, more: "https://example.gov/runs/7" };

describe("COMMENT-1  a comment is what test/golden/report/*.md says", () => {
  it.each(names)("%s", async (name) => {
    await expect(comment(cases[name]!, writing)).toMatchFileSnapshot(join(golden, `${name}.md`));
  });

  it("has a golden file for every case, and a case for every golden file", () => {
    const files = readdirSync(golden).filter((file) => file.endsWith(".md"));
    expect(files.map((file) => file.replace(".md", ""))).toEqual(names.toSorted());
    expect(files.length).toBe(21);
  });
});
