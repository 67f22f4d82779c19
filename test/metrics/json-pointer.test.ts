import { expect, it } from "vitest";
import { follow, isPointer, valueAt } from "../../scripts/metrics/json-pointer.ts";

/** The document of RFC 6901, section 5. */
const document = JSON.parse(
  '{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8,"__proto__":9}',
);

it.each([
  ["", document],
  ["/foo", ["bar", "baz"]],
  ["/foo/0", "bar"],
  ["/", 0],
  ["/a~1b", 1],
  ["/c%d", 2],
  ["/e^f", 3],
  ["/g|h", 4],
  ["/i\\j", 5],
  ['/k"l', 6],
  ["/ ", 7],
  ["/m~0n", 8],
  ["/__proto__", 9],
])("POINTER-1  %j as in RFC 6901", (pointer, value) => {
  expect(follow(document, pointer)).toEqual({ found: true, value });
  expect(valueAt(document, pointer)).toEqual(value);
  expect(isPointer(pointer)).toBe(true);
});

it.each([
  "/foo/00",
  "/foo/01",
  "/foo/-",
  "/foo/-1",
  "/foo/2",
  "/foo/1e0",
  "/foo/length",
  "/foo/constructor",
  "/constructor",
  "/toString",
  "/foo/0/0",
  "/foo/0/length",
  "/nothing",
  "/nothing/more",
])("POINTER-2  %s leads nowhere", (pointer) => {
  expect(follow(document, pointer)).toEqual({ found: false });
  expect(valueAt(document, pointer)).toBeUndefined();
});

it("POINTER-3  ~01 is ~1, not /", () => {
  expect(valueAt({ "~1": "tilde", "/": "slash" }, "/~01")).toBe("tilde");
});

it("POINTER-4  what is inherited is not there, nor anything inside what is no container", () => {
  expect(follow(Object.create({ a: 1 }), "/a")).toEqual({ found: false });
  for (const value of [null, 7, "text", true, undefined]) expect(follow(value, "/0")).toEqual({ found: false });
});

it.each(["a", "data/0", "$.a", "/a~", "/a~2", " /a", "#/a"])("POINTER-5  %j is no pointer", (text) => {
  expect(isPointer(text)).toBe(false);
});
