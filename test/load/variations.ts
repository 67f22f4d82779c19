import fc from "fast-check";

/** A plan in one of the many layouts people and formatters give it, all of them saying the same. */
export interface Layout {
  readonly text: string;
  readonly eol: string;
}

const space = fc.constantFrom("", "# a note", "", "#no space", "   ", "# standing: full", "  # indented");
const gap = fc.array(space, { maxLength: 3 });
const note = fc.constantFrom("", " # why", "  #", "\t# tab");
const quote = (word: string) => fc.constantFrom(word, `"${word}"`, `'${word}'`);

const standing = (word: string) =>
  fc
    .tuple(fc.constantFrom("standing", '"standing"', "standing "), fc.constantFrom(" ", "  ", "\t"), quote(word), note)
    .map(([key, blank, value, end]) => [`${key}:${blank}${value}${end}`]);

const results = fc.constantFrom(
  ["    results: { uniqueUsers: ~, changes: ~ } # of the canary"],
  ["    results: { uniqueUsers: ~,", "      # soon", "      changes: ~ }"],
  ["    results: {}"],
  ["    results:", "      uniqueUsers: ~ # not yet", "      # how", "      changes:", ""],
  [
    "    results:",
    "        uniqueUsers:",
    "        measured:",
    "          errors: # old",
    "            # deeper",
    "            n: 1 # oldest",
    "        changes: |",
    "          two",
    "          lines",
    "",
  ],
  ["    results:", "      changes: >-", "        folded", "      uniqueUsers: 3"],
  [],
);

const reverts = fc.constantFrom(
  ["reverts: []"],
  ["reverts: [] # none so far"],
  ["reverts: [", "  # none", "]"],
  ["reverts:", "  - { from: canary, at: 2025-03-12T15:04:00Z, because: errors, resolved: fixed }"],
  [
    "reverts:",
    "- from: canary # the first",
    "  at: 2025-03-12T15:04:00Z",
    "  because: errors",
    "  resolved: ~",
    "  # the end",
    "",
  ],
  ["reverts: [{ from: canary, at: 2025-03-12T15:04:00Z, because: errors }] # one"],
  [],
);

const stages = fc
  .tuple(results, note, gap)
  .map(([lines, end, between]) => [
    `stages:${end}`,
    "  - name: canary",
    "    exposure: { percent: 10 }",
    ...lines,
    ...between,
    "  - { name: full, exposure: { percent: 100 } }",
  ]);

const links = fc.constantFrom(
  ["links: { outline: https://example.org/standing:full }"],
  ["links:", "  standing: https://example.org"],
  ["rollback:", "  text: |", "    standing: full", "", "    # no comment"],
  ["rollback:", '  text: "two', '    standing: lines"'],
  [],
);

/** Plans that stand at `canary`, laid out at random. */
export const layouts: fc.Arbitrary<Layout> = fc
  .record({
    start: fc.constantFrom<readonly string[]>(
      [],
      ["# yaml-language-server: $schema=x"],
      ["---"],
      ["# x", "", "--- # y"],
    ),
    standing: standing("canary"),
    stages,
    links,
    reverts,
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
    gaps: fc.array(gap, { minLength: 8, maxLength: 8 }),
    indent: fc.constantFrom("", "", "", "  "),
    eol: fc.constantFrom("\n", "\n", "\r\n"),
    end: fc.constantFrom("", "all"),
  })
  .map(({ start, gaps, order, indent, eol, end, ...parts }) => {
    const head = ["title: Downloads", 'owner: "@rlindqvist"', "flags: { downloads: { description: Downloads } }"];
    const keys = [...head.map((line) => [line]), parts.standing, parts.stages, parts.links, parts.reverts];
    const body = order.flatMap((index, at) => [...gaps[at]!, ...keys[index]!.map((line) => indent + line)]);
    const text = [...start, ...body, ...gaps.at(-1)!].join(eol);
    return { text: text + (end === "" ? "" : eol), eol };
  });
