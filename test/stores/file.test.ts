import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fileAt } from "../../scripts/stores/file.ts";
import { textFileConformance } from "../conformance/text-file.ts";
import { emptyFolder } from "./folder.ts";

const root = emptyFolder();
const path = () => join(root(), "flags.json");

textFileConformance("a file", () => ({
  open: () => fileAt(root(), "flags.json"),
  put: (bytes) => writeFileSync(path(), bytes),
}));

it("FILE-5  no file is null, and is made with its folders when it is written", async () => {
  const file = fileAt(root(), "runtime/deep/flags.json");
  expect(await file.read()).toBeNull();
  expect(await file.write("{}", null)).toBe("written");
  expect(await file.read()).toBe("{}");
  expect(readdirSync(join(root(), "runtime/deep"))).toEqual(["flags.json"]);
});

it("FILE-6  writes only over what was expected", async () => {
  const file = fileAt(root(), "flags.json");
  writeFileSync(path(), "theirs");
  expect(await file.write("ours", null)).toBe("changed");
  expect(await file.write("ours", "older")).toBe("changed");
  expect(readFileSync(path(), "utf8")).toBe("theirs");
  expect(await file.write("ours", "theirs")).toBe("written");
  expect(await fileAt(root(), "gone.json").write("ours", "older")).toBe("changed");
  expect(readdirSync(root())).toEqual(["flags.json"]);
});

it("FILE-7  of twenty that write over the same text one succeeds, and nothing is left beside the file", async () => {
  writeFileSync(path(), "0");
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => fileAt(root(), "flags.json").write(`${index + 1}`, "0")),
  );
  expect(outcomes.filter((outcome) => outcome === "written")).toHaveLength(1);
  expect(readFileSync(path(), "utf8")).toBe(`${outcomes.indexOf("written") + 1}`);
  expect(readdirSync(root())).toEqual(["flags.json"]);
});

it("FILE-8  replaces the file and never writes into it: whoever has it open keeps the whole old text", async () => {
  writeFileSync(path(), "old");
  const before = statSync(path()).ino;
  await fileAt(root(), "flags.json").write("new", "old");
  expect(statSync(path()).ino).not.toBe(before);
});

it("FILE-9  keeps the file's mode", async () => {
  writeFileSync(path(), "old");
  chmodSync(path(), 0o664);
  await fileAt(root(), "flags.json").write("new", "old");
  expect(statSync(path()).mode & 0o777).toBe(0o664);
});

it("FILE-10  temporary files that a crash left behind are swept, and files of others are not", async () => {
  const id = "0c1d2e3f-0000-4000-8000-0123456789ab";
  const ours = [`.flags.${id}.tmp`, `.flags.lock.${id}.tmp`, `.flags.lock.clearing.${id}.tmp`];
  const theirs = [`.flags.json.${id}.tmp`, `.other.${id}.tmp`, "flags.tmp"];
  for (const name of [...ours, ...theirs]) writeFileSync(join(root(), name), "x");
  await fileAt(root(), "flags").write("{}", null);
  expect(readdirSync(root())).toEqual([...theirs.slice(0, 2), "flags", "flags.tmp"]);
});

it("FILE-11  text comes back byte for byte, its byte order mark too; what is not UTF-8 is refused", async () => {
  const file = fileAt(root(), "flags.json");
  const odd = '\uFEFF{\r\n\t"é🙂\\ud83d": "\u2028"}';
  writeFileSync(path(), odd);
  expect(await file.read()).toBe(odd);
  writeFileSync(path(), Buffer.from([0x7b, 0xff, 0x7d]));
  await expect(file.read()).rejects.toMatchObject({ status: "invalid", message: expect.stringContaining("not UTF-8") });
});

it("FILE-12  a directory, a symbolic link or a file in a folder's place is refused, and nothing is made", async () => {
  mkdirSync(join(root(), "folder"));
  writeFileSync(join(root(), "plain"), "x");
  symlinkSync("plain", join(root(), "link"));
  for (const [name, status] of [
    ["folder", "invalid"],
    ["link", "invalid"],
    ["plain/flags.json", "unreachable"],
  ] as const) {
    await expect(fileAt(root(), name).read(), name).rejects.toMatchObject({ name: "DocumentProblem", status });
    await expect(fileAt(root(), name).write("{}", null), name).rejects.toMatchObject({ name: "DocumentProblem" });
  }
  expect(readFileSync(join(root(), "plain"), "utf8")).toBe("x");
});

it("FILE-13  a file of more than 64 MiB is not read", async () => {
  writeFileSync(path(), Buffer.alloc(64 * 1024 * 1024 + 1, 32));
  await expect(fileAt(root(), "flags.json").read()).rejects.toThrow("more than 67108864");
});

it("FILE-14  a missing root is said, not thrown raw", async () => {
  const file = fileAt(join(root(), "nowhere"), "flags.json");
  await expect(file.read()).rejects.toMatchObject({ name: "DocumentProblem", status: "unreachable" });
  expect(existsSync(join(root(), "nowhere"))).toBe(false);
});
