import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { node24 } from "../support/node-24.ts";

const dist = join(import.meta.dirname, "../../.github/actions/dist");

/** What one action weighs, and how long each Node takes to load it. */
export interface Bundle {
  readonly name: string;
  readonly kibibytes: number;
  readonly gzipped: number;
  /** Milliseconds from start to exit, median, in the order of `nodes`. */
  readonly coldStart: readonly number[];
}

/** The Node that runs this and, where it can be had, the one GitHub starts actions with: version, path. */
export function nodes(): readonly (readonly [version: string, path: string])[] {
  const paths = [...new Set([process.execPath, node24()])].filter((path) => path !== null);
  return paths.map((path) => [execFileSync(path, ["--version"], { encoding: "utf8" }).trim(), path]);
}

/** Every bundle, and first of all Node with nothing to load. */
export function bundles(times: number): readonly Bundle[] {
  const names = readdirSync(dist).filter((file) => file.endsWith(".js"));
  const starts = (args: readonly string[], exit: number) => nodes().map(([, path]) => start(path, args, exit, times));
  return [
    { name: "(nothing)", kibibytes: 0, gzipped: 0, coldStart: starts(["--eval", ""], 0) },
    ...names.map((name) => {
      const bytes = readFileSync(join(dist, name));
      return {
        ...{ name, kibibytes: bytes.length / 1024, gzipped: gzipSync(bytes, { level: 9 }).length / 1024 },
        // Told nothing it loads all it has, says what is missing and ends.
        coldStart: starts([join(dist, name)], 1),
      };
    }),
  ];
}

function start(node: string, args: readonly string[], exit: number, times: number): number {
  const taken = Array.from({ length: times }, () => {
    const began = performance.now();
    const { status } = spawnSync(node, args, { env: {} });
    if (status !== exit) throw new Error(`${node} ${args.join(" ")} ended with ${status}, not ${exit}`);
    return performance.now() - began;
  });
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
