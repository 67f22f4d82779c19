import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Write } from "../../scripts/flag/running.ts";
import { openApi } from "../../scripts/stores/flipper/api.ts";
import { flipperHttpStore } from "../../scripts/stores/flipper-http.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import { napping } from "../http/clock.ts";
import { type FlipperFake, type Gates, startFlipperFake } from "./fakes/flipper-http.ts";
import { type TextInMemory, textInMemory } from "./text-in-memory.ts";

const token = "s3cr3t-t0ken";
let fake: FlipperFake;
let file: TextInMemory;

beforeEach(async () => {
  fake = await startFlipperFake(token);
  file = textInMemory(null, "runtime/flipper-applied.json");
});
afterEach(() => fake.close());

const open = (secret = token) =>
  flipperHttpStore(
    "https://flags",
    openApi({ url: fake.url, token: "T", secrets: () => secret, clock: napping() }),
    file,
  );

storeConformance("flipper-http", () => ({
  store: open(),
  contents: () => structuredClone([...fake.flags]),
  spoil: () => fake.wrong(0, 502, true),
}));

const key = "rx_v2";
const read = async () => (await open().read([key])).get(key)!;
const put = async (wanted: Parameters<typeof writing>[1], more: Partial<Write> = {}) =>
  (await open().write([writing(key, wanted, { expected: runningOf(await read()), ...more })]))[0]!;

/** The requests that change something, as they came. */
const changes = (from = 0) =>
  fake.seen.slice(from).flatMap(({ line, body }) => (line.startsWith("GET") ? [] : [`${line} ${body}`]));

describe("the order of requests: what lowers first, then actors, then the percent", () => {
  const path = `/features/${key}`;
  it.each([
    [
      exposure(["a"], 10),
      exposure(["a", "b"], 50),
      [`POST ${path}/actors {"flipper_id":"b"}`, `POST ${path}/percentage_of_actors {"percentage":50}`],
    ],
    [
      exposure(["a", "b"], 50),
      exposure(["a"], 10),
      [`POST ${path}/percentage_of_actors {"percentage":10}`, `DELETE ${path}/actors {"flipper_id":"b"}`],
    ],
    [
      exposure(["a"], 10),
      exposure(["b"], 50),
      [
        `DELETE ${path}/actors {"flipper_id":"a"}`,
        `POST ${path}/actors {"flipper_id":"b"}`,
        `POST ${path}/percentage_of_actors {"percentage":50}`,
      ],
    ],
    [exposure(["a"], 50), exposure(["a"], 0), [`DELETE ${path}/percentage_of_actors {}`]],
    [exposure(["a"], 10), everyone, [`POST ${path}/boolean {}`]],
    [
      everyone,
      exposure(["a"], 10),
      [
        `DELETE ${path}/boolean {}`,
        `POST ${path}/actors {"flipper_id":"a"}`,
        `POST ${path}/percentage_of_actors {"percentage":10}`,
      ],
    ],
    [exposure(["a"], 10), nobody, [`DELETE ${path}/boolean {}`]],
    [everyone, nobody, [`DELETE ${path}/boolean {}`]],
    [exposure(["a"], 10), null, [`DELETE ${path} {}`]],
  ])("FLIPPER-HTTP-1  from %j to %j", async (before, after, requests) => {
    await put(before);
    const from = fake.seen.length;
    expect(await put(after)).toMatchObject({ status: "applied" });
    expect(changes(from)).toEqual(requests);
  });
});

it("FLIPPER-HTTP-2  a new flag is made by name before anything is written to it", async () => {
  await put(exposure(["a"], 10));
  expect(changes()[0]).toBe('POST /features {"name":"rx_v2"}');
});

it("FLIPPER-HTTP-3  every request has exactly application/json and a body, and none imports", async () => {
  await put(exposure(["a"], 10));
  await put(everyone);
  await put(null);
  for (const { line, headers, body } of fake.seen) {
    if (line.startsWith("GET")) continue;
    expect(headers["content-type"]).toBe("application/json");
    expect(body).not.toBe("");
    expect(line).not.toContain("import");
  }
});

it("FLIPPER-HTTP-4  ids stand in bodies, never in an address, and each in a request of its own", async () => {
  await put(exposure(["User;42", "ada@example.gov"], 0));
  expect(fake.flags.get(key)).toEqual({ actors: ["User;42", "ada@example.gov"] });
  expect(fake.seen.map(({ line }) => line).join("\n")).not.toMatch(/User|ada/);
});

it.each<[Gates, string]>([
  [{ groups: ["admins"] }, 'the group "admins"'],
  [{ percentage_of_time: "5" }, "a percentage of time"],
  [{ expression: { Equal: [{ Property: ["plan"] }, "basic"] } }, "an expression"],
])(
  "FLIPPER-HTTP-5  %j is somebody else's: reported, never taken away, and boolean, which would, is not used",
  async (theirs, said) => {
    await put(exposure(["a"], 10));
    fake.flags.set(key, { ...fake.flags.get(key), ...theirs });
    expect(await read()).toMatchObject({ running: { exposure: everyone, foreign: [said] } });
    const from = fake.seen.length;
    expect(await put(everyone)).toMatchObject({ status: "unsupported", detail: expect.stringContaining(said) });
    expect(await put(null)).toMatchObject({ status: "unsupported" });
    expect(changes(from)).toEqual([]);
    expect(await put(nobody)).toMatchObject({ status: "unverified", detail: expect.stringContaining(said) });
    expect(fake.flags.get(key)).toEqual({ percentage_of_actors: "0", ...theirs });
  },
);

it("FLIPPER-HTTP-6  behind an open boolean gate nothing foreign can be kept: it may go to nobody only", async () => {
  await put(everyone);
  fake.flags.set(key, { boolean: "true", groups: ["admins"] });
  expect(await put(exposure([], 10))).toMatchObject({ status: "unsupported" });
  expect(await put(nobody)).toMatchObject({ status: "applied" });
  expect(fake.flags.get(key)).toEqual({});
});

it("FLIPPER-HTTP-7  100 % of actors is less than everyone, and percents are compared as numbers", async () => {
  fake.flags.set(key, { percentage_of_actors: "100" });
  expect(await read()).toMatchObject({ running: { exposure: { percent: 99.9999 } } });
  fake.flags.set(key, { percentage_of_actors: "10.0" });
  expect(await read()).toMatchObject({ running: { exposure: exposure([], 10) } });
});

it("FLIPPER-HTTP-8  any number of flags is read with one request", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => `flag-${index}`);
  for (const one of many) fake.flags.set(one, { boolean: "true" });
  for (const keys of [many, many.slice(0, 40)]) {
    const from = fake.seen.length;
    expect((await open().read(keys)).size).toBe(keys.length);
    expect(fake.seen.length - from).toBe(1);
  }
});

it("FLIPPER-HTTP-9  more actors than Flipper takes are refused before anything is written", async () => {
  const crowd = exposure(
    Array.from({ length: 101 }, (_, index) => `User;${index}`),
    10,
  );
  expect(open().holds(crowd)).toMatchObject({ ok: false, why: expect.stringContaining("100") });
  expect(await put(crowd)).toMatchObject({ status: "unsupported" });
  expect(changes()).toEqual([]);
});

it.each`
  wrong            | status            | to    | asked
  ${401}           | ${"unauthorised"} | ${50} | ${1}
  ${429}           | ${"rate-limited"} | ${50} | ${1}
  ${429}           | ${"rate-limited"} | ${5}  | ${4}
  ${500}           | ${"invalid"}      | ${5}  | ${1}
  ${502}           | ${"partial"}      | ${50} | ${1}
  ${502}           | ${"partial"}      | ${5}  | ${4}
  ${"lost before"} | ${"partial"}      | ${50} | ${1}
  ${"lost before"} | ${"partial"}      | ${5}  | ${4}
`(
  "FLIPPER-HTTP-10  from 10 to $to % every request gets $wrong: $status, sent $asked times",
  async ({ wrong, status, to, asked }) => {
    await put(exposure([], 10));
    const expected = runningOf(await read());
    const store = open();
    const from = fake.seen.length;
    // The first two requests look at the flag, the third changes it.
    fake.wrong(2, wrong, true);
    const [result] = await store.write([writing(key, exposure([], to), { expected })]);
    expect(result).toMatchObject({ key, status });
    expect(changes(from)).toHaveLength(asked);
    expect(JSON.stringify(result)).not.toContain(token);
  },
);

it("FLIPPER-HTTP-11  a wrong token, none, and a wrong address are said by name, and nothing is repeated", async () => {
  expect(await open("wrong").write([writing(key, everyone)])).toMatchObject([{ status: "unauthorised" }]);
  expect((await open("").read([key])).get(key)).toMatchObject({
    kind: "unreadable",
    why: expect.stringContaining("set T"),
  });
  const plain = openApi({ url: "http://flags.example.gov/flipper", token: null, secrets: () => undefined });
  const store = flipperHttpStore("plain", plain, file);
  expect(await store.write([writing(key, everyone)])).toMatchObject([
    { status: "invalid", detail: expect.stringContaining("use https") },
  ]);
  const elsewhere = openApi({ url: `${fake.url}nowhere`, token: "T", secrets: () => token, clock: napping() });
  expect(await flipperHttpStore("x", elsewhere, file).write([writing(key, everyone)])).toMatchObject([
    { status: "invalid" },
  ]);
});

it("FLIPPER-HTTP-12  a store that accepts everything and does nothing is found out", async () => {
  const store = open();
  fake.wrong(2, "lies", true);
  expect(await store.write([writing(key, exposure([], 10))])).toMatchObject([{ status: "unverified" }]);
});

it("FLIPPER-HTTP-13  a record of writes that cannot be read or is being written by another sync stops everything", async () => {
  await put(exposure([], 10));
  const expected = runningOf(await read());
  const from = fake.seen.length;
  file.between = () => {
    file.text = file.text!.replace('"applied"', '"applied" ');
  };
  expect(await open().write([writing(key, exposure([], 50), { expected })])).toMatchObject([{ status: "conflict" }]);
  file.between = () => undefined;
  file.text = "{";
  expect(await read()).toMatchObject({ kind: "unreadable", why: expect.stringContaining("git checkout") });
  expect(await open().write([writing(key, exposure([], 50), { expected })])).toMatchObject([{ status: "invalid" }]);
  expect(changes(from)).toEqual([]);
});

it("FLIPPER-HTTP-14  the record names nobody", async () => {
  await put(exposure(["ada@example.gov"], 10));
  expect(file.text).not.toContain("ada");
});

it("FLIPPER-HTTP-20  a hand between reading and the first request is a conflict, and stays", async () => {
  await put(exposure([], 10));
  const expected = runningOf(await read());
  file.between = () => {
    file.between = () => undefined;
    fake.flags.set(key, {});
  };
  const from = fake.seen.length;
  expect(await open().write([writing(key, exposure([], 50), { expected })])).toMatchObject([{ status: "conflict" }]);
  expect(changes(from)).toEqual([]);
});
