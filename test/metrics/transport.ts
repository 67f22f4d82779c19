import { describe, expect, it } from "vitest";
import type { Clock } from "../../scripts/http/retry.ts";
import type { Provider, Question } from "../../scripts/metrics/provider.ts";
import { napping } from "../http/clock.ts";
import * as faults from "../http/faults.ts";
import type { Fake } from "./fakes/fake.ts";

/** One provider on one fake: the fake may fail, the clock sleeps at once, and answers must come within 400 ms. */
export interface Vendor {
  readonly start: () => Promise<Fake>;
  readonly open: (url: URL, more: { readonly clock: Clock; readonly timeoutMs: number }) => Provider;
  readonly question: Question;
  readonly secrets: readonly string[];
  /** Requests that come before the first question's own. */
  readonly before?: number;
}

const page = { "content-type": "text/html" };
const wait = { "content-type": "application/json", "x-ratelimit-reset": "23" };

/** What every provider over HTTP answers when the way to its vendor is bad, whichever vendor it is. */
export function transport(name: string, { start, open, question, secrets, before = 0 }: Vendor): void {
  async function failing(...fails: readonly faults.Fault[]) {
    const [fake, clock] = [await start(), napping(question.window.to.plus({ days: 3 }).toMillis())];
    const provider = open(fake.url, { clock, timeoutMs: 400 });
    if (before > 0) await provider.ask(question);
    const already = fake.seen.length;
    fake.fail(...fails);
    return { fake, clock, answer: await provider.ask(question), asked: () => fake.seen.length - already };
  }

  describe(`${name}, and what can go wrong on the way`, () => {
    it.each`
      fault                                                        | reason            | asked | says
      ${faults.answer(401, '{"errors":["no"]}')}                   | ${"auth"}         | ${1}  | ${"is the token that the settings name valid"}
      ${faults.answer(403, "")}                                    | ${"auth"}         | ${1}  | ${"answered 403"}
      ${faults.answer(404, "<html>", page)}                        | ${"not-found"}    | ${1}  | ${"is the url in the settings right?"}
      ${faults.answer(400, '{"errors":["bad"]}')}                  | ${"bad-query"}    | ${1}  | ${"answered 400: bad"}
      ${faults.answer(429, '{"errors":["slow down"]}', wait)}      | ${"rate-limited"} | ${3}  | ${"slow down"}
      ${faults.answer(500, "{}")}                                  | ${"unavailable"}  | ${4}  | ${"asked 4 times"}
      ${faults.answer(502, "<html>Bad Gateway</html>", page)}      | ${"unavailable"}  | ${4}  | ${"Bad Gateway"}
      ${faults.answer(504, "")}                                    | ${"unavailable"}  | ${4}  | ${"answered 504"}
      ${faults.answer(302, "", { location: "https://a.example" })} | ${"redirect"}     | ${1}  | ${"redirects are not followed"}
      ${faults.answer(200, "<html>Sign in</html>", page)}          | ${"not-json"}     | ${1}  | ${"without JSON"}
      ${faults.answer(200, "")}                                    | ${"not-json"}     | ${1}  | ${"without JSON: nothing"}
      ${faults.answer(200, "null")}                                | ${"bad-shape"}    | ${1}  | ${"answer"}
      ${faults.answer(200, "[]")}                                  | ${"bad-shape"}    | ${1}  | ${"answer"}
      ${faults.answer(200, '{"hello":"world"}')}                   | ${"bad-shape"}    | ${1}  | ${"answer"}
      ${faults.huge}                                               | ${"too-large"}    | ${1}  | ${"more than 1048576 bytes"}
      ${faults.dropped}                                            | ${"network"}      | ${4}  | ${"no complete answer"}
      ${faults.cutShort}                                           | ${"network"}      | ${4}  | ${"no complete answer"}
      ${faults.silent}                                             | ${"timeout"}      | ${2}  | ${"within 0.4 s"}
      ${faults.stalled}                                            | ${"timeout"}      | ${2}  | ${"within 0.4 s"}
    `("WAY-1  $reason after $asked: $says", async ({ fault, reason, asked: times, says }) => {
      const { fake, answer, asked } = await failing(...Array(4).fill(fault));
      expect(answer).toEqual({ kind: "error", reason, why: expect.stringContaining(says) });
      expect(asked()).toBe(times);
      await fake.close();
    });

    it("WAY-2  one 504 and one reset are no reason to give up", async () => {
      const { fake, clock, answer } = await failing(faults.answer(504, ""), faults.dropped);
      expect(answer.kind).toBe("number");
      expect(clock.naps).toEqual([1000, 4000]);
      await fake.close();
    });

    it("WAY-3  a secret that comes back, in a body of any status, is not told on", async () => {
      const said = `{"errors":["bad ${secrets.join(" ")}"],"message":"${secrets.join(" ")}"}`;
      for (const fault of [faults.echoing, faults.answer(403, said), faults.answer(200, said)]) {
        const { fake, answer } = await failing(...Array(4).fill(fault));
        expect(answer.kind).toBe("error");
        for (const secret of secrets) expect(JSON.stringify(answer)).not.toContain(secret);
        await fake.close();
      }
    });
  });
}
