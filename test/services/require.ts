import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A package of packages.txt and the commands (or, beginning with /, the paths) it brings. */
export interface Needs {
  readonly package: string;
  readonly commands: readonly string[];
}

/** What packages.txt beside this file lists. */
export function neededPackages(): readonly Needs[] {
  const lines = readFileSync(join(import.meta.dirname, "packages.txt"), "utf8").split("\n");
  return lines
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "")
    .map((line) => line.split(/\s+/))
    .map(([name, ...commands]) => ({ package: name!, commands }));
}

const told = new Set<string>();

/**
 * True where every command of the package is on the PATH. Where one is not: fails in CI (`CI=true`), where a test that
 * does not run would be a promise nobody keeps; elsewhere says so in one line and is false, for `describe.skipIf(!...)`.
 */
export function requireService(name: string, world: World = thisMachine): boolean {
  const needs = neededPackages().find((one) => one.package === name);
  if (needs === undefined) throw new Error(`${name} is no line of test/services/packages.txt: add it`);
  if (needs.commands.every((command) => onPath(command, world.env.PATH ?? ""))) return true;
  const line = `service ${name} is missing: run test/services/install-debian.sh as root`;
  if (world.env.CI === "true") throw new Error(line);
  if (!told.has(line)) world.say(`${line}; its tests are skipped\n`);
  told.add(line);
  return false;
}

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

const thisMachine: World = { env: process.env, say: (line) => process.stderr.write(line) };

function onPath(command: string, path: string): boolean {
  return (command.startsWith("/") ? [""] : path.split(delimiter)).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
