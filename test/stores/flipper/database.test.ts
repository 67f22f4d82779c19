import { expect, it } from "vitest";
import { databaseIn } from "../../../scripts/stores/flipper/database.ts";

it.each([
  [undefined, "set DATABASE_URL in the environment"],
  [" \n", "set DATABASE_URL in the environment"],
  ["localhost:5432/db", "write postgres://"],
  ["https://u:hunter2@h/db", "write postgres://"],
])("DATABASE-1  %j is no address, and is not repeated", async (address, why) => {
  const answer = await databaseIn("DATABASE_URL", () => address).on(async () => 1);
  expect(answer).toMatchObject({ ok: false, trouble: { why: expect.stringContaining(why) } });
  expect(JSON.stringify(answer)).not.toContain("hunter2");
});

it("DATABASE-2  a server nobody can reach is an answer, each time it is asked", async () => {
  const database = databaseIn("DATABASE_URL", () => "postgres://u:hunter2@127.0.0.1:1/db");
  for (const _ of [1, 2]) {
    const answer = await database.on(async () => 1);
    expect(answer).toMatchObject({ ok: false, trouble: { status: "unreachable" } });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  }
});
