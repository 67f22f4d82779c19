import { expect, it } from "vitest";
import { everyone } from "../../../scripts/flag/exposure.ts";
import { finished } from "../../../scripts/stores/flipper/journal.ts";
import { keeper } from "../../../scripts/stores/flipper/keeper.ts";
import { writing } from "../../conformance/exposures.ts";
import { textInMemory } from "../text-in-memory.ts";

const entry = finished(writing("a", everyone))!;

it("KEEPER-1  keeps what others wrote meanwhile about other flags", async () => {
  const file = textInMemory(null);
  const [one, two] = [keeper(file), keeper(file)];
  file.between = () => {
    file.between = () => undefined;
    file.text = '{"version":1,"flags":{"theirs":{"applied":null,"pending":null}}}';
  };
  expect(await one.change(new Map([["a", entry]]), new Map())).toEqual({ ok: true, value: null });
  const kept = await two.read();
  expect(kept.ok && [...kept.value.keys()]).toEqual(["a", "theirs"]);
});

it("KEEPER-2  of two that begin a write of the same flag one does", async () => {
  const file = textInMemory(null);
  await keeper(file).change(new Map([["a", entry]]), new Map());
  expect(await keeper(file).change(new Map([["a", entry]]), new Map())).toMatchObject({
    ok: false,
    refusal: { status: "conflict" },
  });
  expect(await keeper(file).change(new Map([["a", null]]), null)).toMatchObject({ ok: true });
  expect(JSON.parse(file.text!).flags).toEqual({});
});

it("KEEPER-3  nothing to keep writes nothing, and a file that never stands still is given up on", async () => {
  const file = textInMemory(null);
  await keeper(file).change(new Map(), null);
  expect(file.writes).toBe(0);
  let count = 0;
  file.between = () => {
    count += 1;
    file.text = `{"version":1,"flags":{}}${" ".repeat(count)}`;
  };
  expect(await keeper(file).change(new Map([["a", entry]]), null)).toMatchObject({
    ok: false,
    refusal: { status: "conflict" },
  });
});
