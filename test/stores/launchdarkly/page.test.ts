import { expect, it } from "vitest";
import { pageIn, pageQuery } from "../../../scripts/stores/launchdarkly/page.ts";
import { makeFlag } from "../fakes/launchdarkly/flags.ts";

const flag = makeFlag({ key: "rx" }, "default", ["production"], 1);

it("LAUNCHDARKLY-69  a page is asked for with who is targeted, for one environment, in an order that new flags do not shift", () => {
  expect(pageQuery("my env", "archived", 100)).toBe(
    "?env=my%20env&summary=0&limit=100&offset=100&sort=creationDate&filter=state%3Aarchived",
  );
});

it("LAUNCHDARKLY-70  another page follows where the answer links to one, and none behind an empty page", () => {
  const next = { next: { href: "/api/v2/flags/default?offset=1" } };
  expect(pageIn({ items: [flag], _links: next, totalCount: 7 })).toMatchObject({ more: true, total: 7, size: 1 });
  expect(pageIn({ items: [flag], _links: {} })).toMatchObject({ more: false, total: 1 });
  expect(pageIn({ items: [], _links: next })).toMatchObject({ more: false });
});

it("LAUNCHDARKLY-71  a flag that is not understood keeps its key; an entry without one makes no page", () => {
  expect([...pageIn({ items: [flag, { key: "odd" }] })!.flags].map(([key, one]) => [key, one === null])).toEqual([
    ["rx", false],
    ["odd", true],
  ]);
  expect([pageIn({ items: [{}] }), pageIn({ items: "x" }), pageIn(null)]).toEqual([null, null, null]);
});
