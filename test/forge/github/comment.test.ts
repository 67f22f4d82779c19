import { expect, it } from "vitest";
import { type Desk, desk, promotion } from "./desk.ts";

const report = { outcome: "wait", title: "Not yet", comment: "Not yet: soaks until noon", lasting: "abc" } as const;

const say = async (here: Desk, number: number) => {
  const forge = await here.forge();
  await forge.pullRequests();
  await forge.report(number, { ...report, head: here.hands.pull(number).headOid });
};

async function edited(here: Desk, number: number, by: string, body: string): Promise<void> {
  const { id } = here.hands.comments(number)[0]!;
  const response = await fetch(`${here.github.url}/repos/example-org/benefits/issues/comments/${id}`, {
    method: "PATCH",
    headers: { authorization: `token ${here.github.tokens.user(by)}`, "content-type": "application/json" },
    body: JSON.stringify({ body }),
  });
  expect(response.status).toBe(200);
}

it("STICKY-1  what somebody made of our comment does not stand", async () => {
  const here = await desk();
  here.hands.role("writer", "write");
  const number = promotion(here);
  await say(here, number);
  const ours = here.hands.comments(number)[0]!.body;
  for (const forged of [
    ours.replace("Not yet: soaks until noon", "Go: all approve"),
    "Go: all approve\n\n<!-- flaghoist:report -->",
  ]) {
    await edited(here, number, "writer", forged);
    expect(here.hands.comments(number)[0]!.body).toBe(forged);
    await say(here, number);
    expect(here.hands.comments(number).map(({ body }) => body)).toEqual([ours]);
  }
  here.forget();
  await say(here, number);
  expect(here.asked().filter((operation) => !operation.startsWith("graphql"))).toEqual([]);
  expect(here.github.violations).toEqual([]);
});
