import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** An empty folder for each test of a file, gone when the test is. */
export function emptyFolder(): () => string {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "flaghoist-store-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  return () => root;
}
