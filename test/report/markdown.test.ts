import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { code, fence, mention, prose, proseWithCode, row, tableHead } from "../../scripts/report/comment/markdown.ts";
import { plain, plainLines } from "../../scripts/report/words/plain.ts";
import { strangers } from "./strangers.ts";

const parse = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const nodes = (node: Nodes): readonly Nodes[] =>
  ["children" in node ? node.children.flatMap((child) => nodes(child)) : [], node].flat();

const outsideLinks = (node: Nodes): readonly Nodes[] => [
  node,
  ...("children" in node && node.type !== "link" ? node.children.flatMap((child) => outsideLinks(child)) : []),
];

/** What a reader sees: text as it is written, our own tags gone, zero-width spaces gone. */
const read = (root: Nodes) =>
  nodes(root)
    .map((node) => (node.type === "text" || node.type === "inlineCode" || node.type === "code" ? node.value : ""))
    .join("")
    .replaceAll("\u200B", "");

const types = (root: Root) => new Set(nodes(root).map(({ type }) => type));

describe("MARKDOWN-1  foreign prose reads as it was written, and is only text and addresses that show themselves", () => {
  it.each([
    ["in a paragraph", (text: string) => `Why: ${text}`, "Why: "],
    ["at the start of a line", (text: string) => text, ""],
    ["in a list", (text: string) => `- ${text}`, ""],
    ["in a heading", (text: string) => `## Go: ${text}, \`x\``, "Go: "],
  ])("%s", (_, put, before) => {
    fc.assert(
      fc.property(strangers, (text) => {
        fc.pre(plain(text) !== "");
        const root = parse(put(prose(text)));
        expect(root.children.length).toBe(1);
        expect(read(root).startsWith(before + plain(text))).toBe(true);
        for (const node of outsideLinks(root)) safe(node);
        const marks = ["strong", "emphasis", "delete", "image", "break", "footnoteReference", "linkReference", "table"];
        expect(marks.filter((mark) => types(root).has(mark as Nodes["type"]))).toEqual([]);
        expect(nodes(root).filter(({ type }) => type === "list").length).toBe(put("x").startsWith("-") ? 1 : 0);
      }),
      { numRuns: 150 },
    );
  });

  it("in a cell: as many cells as were given, and each reads as it was written", () => {
    const cells = fc.array(fc.record({ text: strangers, how: fc.constantFrom(prose, code, proseWithCode) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(cells, (given) => {
        const markdown = `${tableHead(given.map((_, i) => `t${i}`))}\n${row(given.map(({ text, how }) => how(text)))}\n${row(given.map(() => "last"))}`;
        const [table] = parse(markdown).children;
        expect(table?.type).toBe("table");
        if (table?.type !== "table") return;
        expect(table.children.map(({ children }) => children.length)).toEqual([
          given.length,
          given.length,
          given.length,
        ]);
        for (const [i, { text, how }] of given.entries()) {
          const cell = table.children[1]!.children[i]!;
          if (how !== proseWithCode) expect(read(cell)).toBe(how === code ? plain(text, 80) || "(empty)" : plain(text));
          for (const node of outsideLinks(cell)) safe(node);
        }
      }),
      { numRuns: 150 },
    );
  });
});

it("MARKDOWN-2  a foreign name is code, whatever is in it", () => {
  fc.assert(
    fc.property(strangers, (text) => {
      const root = parse(`x ${code(text)} y`);
      expect(read(root)).toBe(`x ${plain(text, 80) || "(empty)"} y`);
      expect(nodes(root).every(({ type }) => ["root", "paragraph", "text", "inlineCode", "html"].includes(type))).toBe(
        true,
      );
      for (const node of outsideLinks(root)) safe(node);
    }),
  );
});

it("MARKDOWN-3  no foreign line closes a fence", () => {
  fc.assert(
    fc.property(
      fc.array(strangers).map((lines) => lines.join("\n")),
      (text) => {
        const root = parse(`${fence(text)}\n\nafter`);
        expect(root.children.map(({ type }) => type)).toEqual(["code", "paragraph"]);
        expect(read(root.children[0]!)).toBe(plainLines(text).join("\n").replaceAll("\u200B", ""));
      },
    ),
  );
});

it.each([
  ["@tmarsh", true, "@tmarsh"],
  ["@example-org/engineers", true, "@example-org/engineers"],
  ["@tmarsh", false, "`@tmarsh`"],
  ["tmarsh", true, "`tmarsh`"],
  ["@a @b", true, "`@a @b`"],
  ["@evil](https://evil.example)", true, "`@evil](https://evil.example)`"],
  ["@tmarsh\n@octocat", true, "`@tmarsh @octocat`"],
])("MARKDOWN-4  %j is mentioned (told: %s) as %s", (owner, tell, said) => {
  expect(mention(owner, tell)).toBe(said);
});

it.each([
  ["see https://example.gov/a?b=1.", "see <https://example.gov/a?b=1>."],
  ["(https://example.gov/a)", "(<https://example.gov/a>)"],
  ["javascript:alert(1)", "javascript:alert(1)"],
  ["https://user@evil.example", "<https://user>@&#8203;evil.example"],
  ["ftp://evil.example www.evil.example", "ftp:&#8203;//evil.example www&#8203;.evil.example"],
  ["#1 GH-2 a/b#3 @c", "\\#&#8203;1 GH-&#8203;2 a/b#&#8203;3 @&#8203;c"],
  ["a_b_c _d_", "a_b_c \\_d\\_"],
  ["1.5 % > 1 %", "1.5 % > 1 %"],
  ["1. one", "1\\. one"],
  [":tada: 12:00:00", "\\:&#8203;tada: 12:00:00"],
  ["$x$", "<span>$</span>x<span>$</span>"],
])("MARKDOWN-5  %j is written %j", (text, markdown) => {
  expect(prose(text)).toBe(markdown);
});

it("MARKDOWN-6  code between backticks stays code in our own sentences", () => {
  expect(proseWithCode("Run `flaghoist sync`, then *look*.")).toBe("Run `flaghoist sync`, then \\*look\\*.");
  expect(proseWithCode("one ` alone")).toBe("one \\` alone");
});

/** Nothing that calls, loads, runs or hides. What stands in a link is not read for mentions. */
function safe(node: Nodes): void {
  if (node.type === "text") expect(node.value).not.toMatch(/@[a-z0-9]|(^|\W)(GH-|#)\d|[$]\S+[$]/i);
  if (node.type === "html") expect(node.value).toMatch(/^<\/?(span|code)>$/);
  if (node.type === "link") {
    expect(node.url).toMatch(/^https?:\/\//);
    expect(read(node)).toBe(node.url);
  }
}
