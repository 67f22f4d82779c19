import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let root: string;
const file = (path: string) => join(root, path);
const write = async (path: string, text: string, mode = 0o644) => {
  await mkdir(dirname(file(path)), { recursive: true });
  await writeFile(file(path), text);
  await chmod(file(path), mode);
};
const program = (script: string) => `#!/bin/sh\n${script}\n`;

/** A project with nothing installed, and a machine whose only commands are sh, and an npm that writes down its arguments. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "flaghoist-install-"));
  await mkdir(file("scripts"));
  await copyFile(join(import.meta.dirname, "../scripts/install.mjs"), file("scripts/install.mjs"));
  await write("package-lock.json", "{}");
  await write("test/services/packages.txt", "# packages\nfrobd frobd frobctl # a server\n");
  await write("test/services/install-debian.sh", 'echo "$0" >>ran; echo noise');
  await write("bin/sh", program('exec /bin/sh "$@"'), 0o755);
  await write("bin/npm", program('echo "npm $*" >>ran; echo noise'), 0o755);
});
afterEach(() => rm(root, { recursive: true }));

async function install(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const ended = await new Promise<{ code: number; said: string }>((resolve) => {
    const command = [file("scripts/install.mjs"), ...args];
    execFile(process.execPath, command, { env: { PATH: file("bin"), ...env } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr });
    });
  });
  const ran = await readFile(file("ran"), "utf8").catch(() => "");
  return { ...ended, ran: ran.trimEnd().split("\n").filter(Boolean) };
}

const installed = async (age: number) => {
  await write("node_modules/.package-lock.json", "{}");
  const lock = new Date("2026-01-15T12:00:00Z");
  await utimes(file("package-lock.json"), lock, lock);
  await utimes(file("node_modules/.package-lock.json"), lock, new Date(lock.getTime() - age));
};
const ci = "npm ci --no-audit --no-fund";

it("INSTALL-1  where nothing is installed, npm ci runs, in one line", async () => {
  expect(await install()).toEqual({ code: 0, said: "installing npm packages ... done in 0 s\n", ran: [ci] });
});

it.each([
  [1000, [ci]],
  [0, []],
  [-1000, []],
])("INSTALL-2  packages %d ms older than the lock file: %j", async (age, ran) => {
  await installed(age);
  const ended = await install();
  expect(ended).toMatchObject({ code: 0, ran });
  if (ran.length === 0) expect(ended.said).toBe("");
});

it("INSTALL-3  what npm says is shown where it fails, and nothing goes on", async () => {
  await write("bin/npm", program("echo no such package; exit 7"), 0o755);
  expect(await install()).toEqual({
    code: 1,
    said: "installing npm packages ... failed\nno such package\ncould not install npm packages: run npm ci and read what it says\n",
    ran: [],
  });
});

it("INSTALL-4  services are looked for only when asked for, and nothing is said when they are there", async () => {
  await installed(0);
  expect(await install()).toMatchObject({ code: 0, said: "" });
  for (const name of ["frobd", "frobctl"]) await write(`bin/${name}`, program(""), 0o755);
  expect(await install(["--services"])).toEqual({ code: 0, said: "", ran: [] });
});

it("INSTALL-5  without apt-get a missing service is said and the tests go on; in CI they do not", async () => {
  await installed(0);
  await write("bin/frobd", program(""), 0o755);
  const cure = "as root on Debian run test/services/install-debian.sh";
  expect(await install(["--services"])).toEqual({
    code: 0,
    said: `missing for some tests, which are skipped: frobd (${cure})\n`,
    ran: [],
  });
  expect(await install(["--services"], { CI: "true" })).toEqual({
    code: 1,
    said: `missing for the tests: frobd. ${cure}\n`,
    ran: [],
  });
});

it.runIf(process.getuid?.() === 0)("INSTALL-6  root installs what is missing, in one line", async () => {
  await installed(0);
  await write("bin/apt-get", program(""), 0o755);
  const ended = await install(["--services"]);
  expect(ended).toMatchObject({ code: 0, said: "installing frobd ... done in 0 s\n" });
  expect(ended.ran).toEqual([file("test/services/install-debian.sh")]);

  await write("test/services/install-debian.sh", "echo no network; exit 100");
  expect(await install(["--services"])).toMatchObject({ code: 0, said: expect.stringContaining("failed\nno network") });
  expect(await install(["--services"], { CI: "true" })).toMatchObject({ code: 1 });
});

it("INSTALL-7  a server that comes as a package is installed in its own folder, scripts left out, and only where services are asked for", async () => {
  await installed(0);
  for (const name of ["frobd", "frobctl"]) await write(`bin/${name}`, program(""), 0o755);
  await write("test/services/unleash/package-lock.json", "{}");
  const command = "npm ci --prefix test/services/unleash --ignore-scripts --no-audit --no-fund";
  expect((await install()).ran).toEqual([]);
  expect(await install(["--services"])).toEqual({
    code: 0,
    said: "installing unleash ... done in 0 s\n",
    ran: [command],
  });
  await write("bin/npm", program("echo no network; exit 7"), 0o755);
  const cure = `run ${command.replace(" --no-audit --no-fund", "")} and read what it says`;
  expect(await install(["--services"])).toMatchObject({
    code: 0,
    said: expect.stringContaining(`no network\ncould not install unleash, so some tests are skipped: ${cure}`),
  });
  expect(await install(["--services"], { CI: "true" })).toMatchObject({ code: 1 });
  await write("test/services/unleash/node_modules/.package-lock.json", "{}");
  expect(await install(["--services"])).toMatchObject({ said: "" });
});
