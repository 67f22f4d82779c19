import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { compile, flagIn, readingOf } from "../../../scripts/stores/document/compile.ts";
import { openDocument } from "../../../scripts/stores/flagd/document.ts";
import { flagdFormat } from "../../../scripts/stores/flagd/format.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";

async function document(flags: object) {
  const opened = await openDocument("f.json", JSON.stringify({ flags }));
  if (!opened.ok) throw new Error(opened.why);
  return opened.document;
}

it("FLAGD-30  nothing to write makes no document", async () => {
  expect(await compile(flagdFormat, await document({}), [writing("a", null)])).toMatchObject({
    text: null,
    verdicts: [{ status: "unchanged" }],
  });
});

it("FLAGD-31  what else stands in our flag stays: keys, their order, metadata of others", async () => {
  const before = {
    description: "ours",
    defaultVariant: "off",
    state: "ENABLED",
    variants: { on: true, off: false },
    metadata: { owner: "team" },
    later: [1],
  };
  const opened = await document({ a: before });
  const expected = runningOf(readingOf(flagdFormat, flagIn(opened.flags, "a")));
  const { text } = await compile(flagdFormat, opened, [writing("a", exposure([], 10), { expected })]);
  const { a } = JSON.parse(text!).flags;
  expect(Object.keys(a)).toEqual([
    "description",
    "defaultVariant",
    "state",
    "variants",
    "metadata",
    "later",
    "targeting",
  ]);
  expect(a).toMatchObject({ description: "ours", later: [1], metadata: { owner: "team", "flaghoist.percent": 10 } });
});

it("FLAGD-32  targeting goes where nobody is targeted, and no id stays behind", async () => {
  const first = await compile(flagdFormat, await document({}), [writing("a", exposure(["ada@example.gov"], 10))]);
  for (const wanted of [nobody, everyone]) {
    const opened = await openDocument("f.json", first.text);
    if (!opened.ok) throw new Error(opened.why);
    const expected = runningOf(readingOf(flagdFormat, flagIn(opened.document.flags, "a")));
    const { text } = await compile(flagdFormat, opened.document, [writing("a", wanted, { expected })]);
    expect(JSON.parse(text!).flags.a).not.toHaveProperty("targeting");
    expect(text).not.toContain("ada@");
  }
});

it("FLAGD-33  of a thousand flags the one flagd refuses is left out, and the others go on", async () => {
  const cyclic = { toJSON: () => undefined };
  const writes = Array.from({ length: 1000 }, (_, index) => writing(`flag-${index}`, exposure([], 10)));
  writes[500] = writing("flag-500", exposure([], 10), { variants: { on: cyclic, off: {} } });
  const { text, verdicts } = await compile(flagdFormat, await document({}), writes);
  expect(verdicts[500]).toMatchObject({
    key: "flag-500",
    status: "invalid",
    detail: expect.stringContaining("nothing was written: "),
  });
  expect(verdicts.filter((verdict) => verdict === "go")).toHaveLength(999);
  expect(Object.keys(JSON.parse(text!).flags)).toHaveLength(999);
});

it("FLAGD-34  a flag of somebody else that flagd rejects stops every write, by name", async () => {
  const opened = await document({
    theirs: { state: "ENABLED", variants: { on: true, off: false }, defaultVariant: "gone" },
  });
  const { text, verdicts } = await compile(flagdFormat, opened, [writing("ours", nobody), writing("gone", null)]);
  expect(text).toBeNull();
  expect(verdicts).toMatchObject([
    { status: "invalid", detail: expect.stringContaining('because of "theirs"') },
    { status: "unchanged" },
  ]);
});

it("FLAGD-35  variants of two types, an empty key, a null in a flag's place: each is refused for what it is", async () => {
  const opened = await document({ nothing: null });
  const { verdicts } = await compile(flagdFormat, opened, [
    writing("a", nobody, { variants: { on: "blue", off: 1 } }),
    writing("", nobody),
    writing("nothing", nobody),
  ]);
  expect(verdicts).toMatchObject([
    { status: "unsupported", detail: expect.stringContaining("on is a string, off is a number") },
    { status: "unsupported", detail: expect.stringContaining("key is empty") },
    { status: "invalid", detail: expect.stringContaining("it is null") },
  ]);
});
