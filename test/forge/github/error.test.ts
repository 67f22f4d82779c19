import { expect, it } from "vitest";
import { explained, graphqlProblems, inDoubt } from "../../../scripts/forge/github/error.ts";

const answer = (status: number, message: string, headers = {}) => ({
  status,
  message,
  response: { data: { message }, headers },
});

it.each([
  [answer(401, "Bad credentials"), "not-allowed", /does not know the token to look/],
  [
    answer(403, "Resource not accessible", { "x-accepted-github-permissions": "checks=write" }),
    "not-allowed",
    /checks=write/,
  ],
  [answer(404, "Not Found", { "x-accepted-github-permissions": "members=read" }), "not-allowed", /members=read/],
  [answer(404, "Not Found"), "not-found", /404/],
  [answer(422, "Validation\nFailed"), "refused", /Validation Failed/],
  [answer(503, "Unavailable"), "unreachable", /next pass/],
  [{ status: 500, message: "fetch failed" }, "unreachable", /no answer to look: fetch failed/],
  [{ errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] }, "not-allowed", /Resource/],
  [{ errors: [{ type: "NOT_FOUND", message: "Could not resolve" }] }, "not-found", /resolve/],
  [{ errors: [null] }, "refused", /does not say why/],
])("ERROR-1  %j is %s", (error, reason, message) => {
  expect(explained("to look", error)).toMatchObject({ reason, message: expect.stringMatching(message) });
});

it("ERROR-2  it may have been done where no answer came, or one that is about something else", () => {
  expect([answer(502, ""), { status: 500, message: "fetch failed" }, new Error("?")].map(inDoubt)).toEqual([
    true,
    true,
    true,
  ]);
  expect([answer(422, ""), answer(429, ""), { errors: [] }].map(inDoubt)).toEqual([false, false, false]);
});

it("ERROR-3  what GitHub quotes is short and on one line", () => {
  const { message } = explained("to look", answer(400, `a\u0000\n${"b".repeat(1000)}`));
  expect(message).not.toMatch(/\p{Cc}/u);
  expect(message.length).toBeLessThan(400);
  expect(graphqlProblems("text")).toBeNull();
});

it.each([
  ["bad header: authorization token ghs_eyJ0eXAi.eyJpc3Mi.c2ln-_x", "bad header: authorization token ***"],
  ["Authorization: basic eC1hY2Nlc3MtdG9rZW46Z2hzX3NlY3JldA== was sent", "Authorization: basic *** was sent"],
  ["github_pat_11ABCDEFG0123456789_abc is expired", "*** is expired"],
  ["the token needs contents=read", "the token needs contents=read"],
])("ERROR-4  what GitHub quotes of a request shows no token: %s", (message, said) => {
  expect(explained("to look", answer(400, message)).message).toBe(`GitHub answered 400 to look: ${said}`);
});
