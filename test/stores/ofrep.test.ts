import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";
import { sampleOf } from "../../scripts/cohort/sample.ts";
import { type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { ofrepEvaluation } from "../../scripts/stores/ofrep.ts";
import { openStore } from "../../scripts/stores/open.ts";
import { writing } from "../conformance/exposures.ts";
import { type Ofrep, ofrep } from "./fakes/ofrep.ts";
import { textInMemory } from "./text-in-memory.ts";

const token = "s3cret-token";
let server: Ofrep;
beforeAll(async () => {
  server = await ofrep(token);
});
afterAll(() => server.stop());
beforeEach(() => {
  server.broken = null;
  server.asked.length = 0;
});

const secrets = (name: string) => (name === "OFREP_TOKEN" ? token : undefined);
const evaluate = () => ofrepEvaluation({ url: server.url, token: "OFREP_TOKEN" }, secrets);
const of = async (callers: readonly (string | null)[], key = "flag") =>
  (await evaluate()(new Map([[key, callers]]))).get(key)!;

/** Writes exposures by the adapter and serves the document it made. */
async function serve(flags: Readonly<Record<string, Exposure>>) {
  const file = textInMemory(null);
  await flagdStore(file).write(Object.entries(flags).map(([key, one]) => writing(key, one)));
  server.serve(file.text!);
}

describe("OFREP-1  who is served is who was predicted", () => {
  it.each([nobody, exposure(["ada", "sam"], 0), exposure(["ada"], 10), exposure([], 50), everyone])(
    "%j",
    async (shown) => {
      await serve({ flag: shown });
      const sample = sampleOf(flagdMurmur3, "flag", shown, 20);
      expect(await of(sample.map(({ caller }) => caller))).toEqual({ kind: "answers", on: sample.map(({ on }) => on) });
    },
  );
});

it("OFREP-2  a caller who is asked about several flags is one request", async () => {
  await serve({ a: everyone, b: nobody, c: exposure(["ada"], 0) });
  const callers = ["ada", null];
  const found = await evaluate()(new Map(["a", "b", "c"].map((key) => [key, callers])));
  expect([...found].map(([key, one]) => [key, one.kind === "answers" && one.on])).toEqual([
    ["a", [true, true]],
    ["b", [false, false]],
    ["c", [true, false]],
  ]);
  expect(server.asked).toEqual(["POST /ofrep/v1/evaluate/flags ada", "POST /ofrep/v1/evaluate/flags nobody"]);
});

describe("OFREP-3  what it does not say is not known", () => {
  it.each<[string, number, unknown, string]>([
    ["an unknown flag", 404, { key: "flag", errorCode: "FLAG_NOT_FOUND" }, "does not know the flag"],
    ["an error", 400, { key: "flag", errorCode: "PARSE_ERROR", errorDetails: "x" }, "the error PARSE_ERROR"],
    ["a hostile error", 400, { key: "flag", errorCode: "a](http://x) @all" }, "the error (unreadable)"],
    ["a disabled flag: its caller's default", 200, { key: "flag", reason: "DISABLED", value: true }, "disabled"],
    ["no value: its caller's default", 200, { key: "flag", reason: "STATIC" }, "no value"],
    ["a variant of other names", 200, { key: "flag", value: "blue", variant: "blue" }, "the variant blue"],
    ["something else than JSON of the protocol", 200, [1, 2], "no value"],
    ["a redirect", 302, {}, "302"],
    ["no right", 403, { errorDetails: "no" }, "403"],
    ["a bad request that says nothing", 400, {}, "400"],
  ])("%s", async (_, status, body, why) => {
    server.broken = { status, body, headers: { location: "http://169.254.169.254/" } };
    expect(await of(["ada"])).toMatchObject({ kind: "unknown", why: expect.stringContaining(why) });
  });

  it("a flag that is missing among all flags", async () => {
    await serve({ a: everyone });
    const found = await evaluate()(
      new Map([
        ["a", ["x"]],
        ["flag", ["x"]],
      ]),
    );
    expect(found.get("a")).toEqual({ kind: "answers", on: [true] });
    expect(found.get("flag")).toMatchObject({ kind: "unknown" });
  });
});

it("OFREP-4  a caller without an id who is refused for it does not see the flag", async () => {
  server.broken = { status: 400, body: { key: "flag", errorCode: "TARGETING_KEY_MISSING" } };
  expect(await of([null])).toEqual({ kind: "answers", on: [false] });
});

it("OFREP-5  values that are not boolean are told by the variant", async () => {
  server.broken = { status: 200, body: { key: "flag", value: "blue", variant: "on" } };
  expect(await of(["x"])).toEqual({ kind: "answers", on: [true] });
  server.broken = { status: 200, body: { key: "flag", value: { a: 1 }, variant: "off" } };
  expect(await of(["x"])).toEqual({ kind: "answers", on: [false] });
});

it("OFREP-9  a flag whose on is false, as of a feature that is taken away, is told by the variant too", async () => {
  const variants = { on: false, off: true };
  const file = textInMemory(null);
  await flagdStore(file).write([writing("flag", exposure(["ada"], 0), { variants })]);
  server.serve(file.text!);
  expect(await of(["ada", "sam", null])).toEqual({ kind: "answers", on: [true, false, false] });
  server.broken = { status: 200, body: { key: "flag", value: true, variant: "enabled" } };
  expect(await of(["ada"])).toEqual({ kind: "answers", on: [true] });
});

it("OFREP-10  a server that repeats the id it was asked about does not bring it into a message", async () => {
  server.broken = { status: 422, body: { message: "no such user: ada@example.gov (ada%40example.gov)" } };
  const told = await of(["ada@example.gov"]);
  expect(told).toMatchObject({ kind: "unknown", why: expect.stringContaining("no such user: [secret]") });
  expect(JSON.stringify(told)).not.toContain("example.gov");
});

it("OFREP-6  nobody is asked with a token that is not set, over http to another machine, or a password in the address", async () => {
  const tries = [
    [{ url: server.url, token: "MISSING" }, "set MISSING"],
    [{ url: "http://flags.example.gov", token: null }, "use https"],
    [{ url: "https://ada:pw@flags.example.gov", token: null }, "password"],
  ] as const;
  for (const [settings, why] of tries) {
    const found = await ofrepEvaluation(settings, secrets)(new Map([["flag", ["x"]]]));
    expect(found.get("flag")).toMatchObject({ kind: "unknown", why: expect.stringContaining(why) });
  }
  expect(server.asked).toEqual([]);
  const refused = await ofrepEvaluation(
    { url: server.url, token: "WRONG" },
    () => "wrong-token",
  )(new Map([["flag", ["x"]]]));
  expect(JSON.stringify([...refused])).toContain("401");
  expect(JSON.stringify([...refused])).not.toContain("wrong-token");
});

it("OFREP-7  stands in for the own evaluation of any store whose settings name it", async () => {
  await serve({ flag: everyone });
  const verify = { url: server.url, token: "OFREP_TOKEN" };
  const store = openStore({ kind: "memory", name: "m", verify }, { root: "/nowhere", secrets });
  expect(await store.evaluate!(new Map([["flag", ["x"]]]))).toEqual(
    new Map([["flag", { kind: "answers", on: [true] }]]),
  );
  const document = () => textInMemory(null);
  const put = async (more: object) => {
    const flagd = { kind: "flagd", publish: { to: "file", file: "f" } } as const;
    return (
      await openStore({ ...flagd, ...more }, { root: "/nowhere", secrets, document }).write([writing("flag", everyone)])
    )[0];
  };
  expect(await put({})).toMatchObject({ status: "applied", served: true });
  expect(await put({ verify })).toEqual({ key: "flag", status: "applied", detail: "written and read back" });
  expect(openStore({ kind: "memory", name: "m" }, { root: "/nowhere", secrets }).evaluate).toBeUndefined();
});
