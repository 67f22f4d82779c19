import { expect, it } from "vitest";
import { type Machine, node24 } from "./node-24.ts";

const refused = () => {
  throw new Error("npm has no network\nand says so at length");
};

/** A machine on which nothing was installed yet. */
function machine(over: Partial<Machine> = {}) {
  const said: string[] = [];
  let there = false;
  const bare: Machine = {
    ...{ running: { version: "v20.19.0", path: "/usr/bin/node" }, platform: "linux-x64", env: {} },
    exists: () => there,
    install: () => {
      there = true;
    },
    say: (line) => void said.push(line),
  };
  return { said, find: () => node24({ ...bare, ...over }) };
}

it("NODE-1  a 24 that runs the tests is taken, on any machine", () => {
  const running = { version: "v24.1.0", path: "/opt/node" };
  expect(machine({ running, platform: "darwin-arm64", install: refused }).find()).toBe("/opt/node");
});

it("NODE-2  else it is installed, once", () => {
  const { find, said } = machine();
  expect(find()).toMatch(/node_modules\/\.cache\/.*\/bin\/node$/);
  expect(said).toEqual([]);
  expect(machine({ exists: () => true, install: refused }).find()).toBe(find());
});

it("NODE-3  where it cannot be installed that is said, and in CI it fails", () => {
  const { find, said } = machine({ install: refused });
  expect(find()).toBeNull();
  expect(said).toEqual([
    expect.stringMatching(/^Node 24\.\d+\.\d+ could not be installed \(npm has no network\): .* v20\.19\.0 alone\n$/),
  ]);
  expect(machine({ install: refused, env: { CI: "true" } }).find).toThrow("or run the tests on Node 24");
  expect(machine({ exists: () => false, env: { CI: "true" } }).find).toThrow("npm installed something else");
});

it("NODE-4  machines it is not made for go without", () => {
  expect(machine({ platform: "darwin-arm64", install: refused, env: { CI: "true" } }).find()).toBeNull();
});
