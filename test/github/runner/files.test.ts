import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandsIn, masked } from "./commands.ts";
import { parseValues } from "./files.ts";

describe("RUN-12  what a step tells the runner", () => {
  it("in files: values of one line and of many", () => {
    expect(parseValues("a=1=2\nb<<EOF\nx\n\ny=z\nEOF\nc=\n")).toEqual({ a: "1=2", b: "x\n\ny=z", c: "" });
    expect(() => parseValues("b<<EOF\nx\n")).toThrow("'EOF'");
    expect(() => parseValues("nothing")).toThrow("Invalid format 'nothing'");
  });

  it("any text comes through a delimiter it does not hold", () => {
    const texts = fc.string().filter((text) => !/[\r\n]EOF_1|^EOF_1|\r/.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseValues(`v<<EOF_1\n${text}\nEOF_1\n`)).toEqual({ v: text });
      }),
    );
  });

  it("in its log: annotations and masks", () => {
    const log =
      "::add-mask::s3cret\nplain\n::error file=a.yaml,line=7,title=Bad%2C bad::first%0Asecond 100%25\n::notice::so\n::group::x\n";
    expect(commandsIn(log)).toEqual({
      annotations: [
        { level: "error", message: "first\nsecond 100%", file: "a.yaml", line: 7, title: "Bad, bad" },
        { level: "notice", message: "so" },
      ],
      masks: ["s3cret"],
    });
    expect(masked("a s3cret b", ["s3cret", ""])).toBe("a *** b");
  });
});
