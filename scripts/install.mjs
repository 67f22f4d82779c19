// Brings in what a command of package.json needs before it runs: the npm packages where they are missing or older than
// package-lock.json and, with --services, the servers that tests start. Plain Node without packages, since there may be
// none yet. Says nothing where there is nothing to do.
import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const inCi = process.env.CI === "true";
const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];

function installPackages() {
  const lock = changedAt("package-lock.json");
  if (lock === null || lock <= (changedAt("node_modules/.package-lock.json") ?? 0)) return;
  run("npm packages", [...npm, "ci", "--no-audit", "--no-fund"], "run npm ci and read what it says");
}

function installServices() {
  const missing = neededPackages().filter(({ commands }) => !commands.every(onPath));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(", ");
  const script = "test/services/install-debian.sh";
  const cure = `as root on Debian run ${script}`;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    run(names, ["sh", join(root, script)], cure, inCi);
  } else if (inCi) {
    fail(`missing for the tests: ${names}. ${cure}`);
  } else {
    say(`missing for some tests, which are skipped: ${names} (${cure})`);
  }
}

/** A server that comes as an npm package is kept apart from ours, in a folder with a lock file of its own. */
function installServer(name) {
  const folder = join("test/services", name);
  const lock = changedAt(join(folder, "package-lock.json"));
  if (lock === null || lock <= (changedAt(join(folder, "node_modules/.package-lock.json")) ?? 0)) return;
  const command = [...npm, "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  run(name, command, `run npm ci --prefix ${folder} --ignore-scripts and read what it says`, inCi);
}

/** Runs a command in one line of progress; what it prints is shown only where it fails. */
function run(what, [command, ...args], cure, mustWork = true) {
  const began = performance.now();
  process.stderr.write(`installing ${what} ... `);
  const ended = spawnSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (ended.status === 0) return say(`done in ${Math.round((performance.now() - began) / 1000)} s`);
  say(`failed\n${ended.error?.message ?? `${ended.stdout}${ended.stderr}`.trimEnd()}`);
  if (mustWork) fail(`could not install ${what}: ${cure}`);
  say(`could not install ${what}, so some tests are skipped: ${cure}`);
}

/** Lines of test/services/packages.txt: a package, then the commands (or, beginning with /, the paths) it brings. */
function neededPackages() {
  const lines = readFileSync(join(root, "test/services/packages.txt"), "utf8").split("\n");
  const words = lines.map((line) => line.replace(/#.*/, "").trim().split(/\s+/)).filter(([name]) => name !== "");
  return words.map(([name, ...commands]) => ({ name, commands }));
}

function onPath(command) {
  const folders = command.startsWith("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function changedAt(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

installPackages();
if (process.argv.includes("--services")) {
  installServices();
  installServer("unleash");
}
