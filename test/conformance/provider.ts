import fc from "fast-check";
import { DateTime, Duration } from "luxon";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answered, ErrorReason } from "../../scripts/flag/measurement.ts";
import type { Provider, Question } from "../../scripts/metrics/provider.ts";

/** What a provider must be shown to be asked: everything about its world that the suite cannot know. */
export interface ProviderUnderTest {
  readonly provider: Provider;
  /** A question whose answer is known, and not 0: a missing value must not pass for it. */
  readonly known: { readonly question: Question; readonly value: number };
  /** A question nobody has data for. */
  readonly nothing: Question;
  /** Questions that must not be answered with a number, and why not. */
  readonly wrong: readonly { readonly question: Question; readonly reason: ErrorReason }[];
  /** Values that no answer may contain. */
  readonly secrets: readonly string[];
  readonly close?: () => Promise<void>;
}

/**
 * What it means to be a provider. Call it once per adapter:
 *
 *     providerConformance("recorded", async () => ({ provider, known, nothing, wrong, secrets: [] }));
 */
export function providerConformance(name: string, open: () => Promise<ProviderUnderTest>): void {
  describe(`provider: ${name}`, () => {
    let under: ProviderUnderTest;
    const ask = (question: Question) => under.provider.ask(question);
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close?.());

    it("PROVIDER-1  answers a known number", async () => {
      expect(await ask(under.known.question)).toEqual({ kind: "number", value: under.known.value });
    });

    it("PROVIDER-2  answers the same question with the same answer", async () => {
      const [first, second] = [await ask(under.known.question), await ask(under.known.question)];
      expect(second).toEqual(first);
      expect(await Promise.all([ask(under.known.question), ask(under.known.question)])).toEqual([first, first]);
    });

    it("PROVIDER-3  says so, and why, where there is no data; it is never 0", async () => {
      const answer = await ask(under.nothing);
      expect(answer).toEqual({ kind: "no-data", why: expect.stringMatching(/\w+ \w+/) });
    });

    it("PROVIDER-4  names the reason of an answer that is not to be trusted", async () => {
      for (const { question, reason } of under.wrong) {
        const answer = await ask(question);
        expect(answer, question.query).toEqual({ kind: "error", reason, why: expect.stringMatching(/\w+ \w+/) });
      }
    });

    it("PROVIDER-5  has no number for a window that is still empty", async () => {
      const { to } = under.known.question.window;
      expect((await ask({ ...under.known.question, window: { from: to, to } })).kind).not.toBe("number");
      const turned = { from: to, to: to.minus({ hours: 1 }) };
      expect((await ask({ ...under.known.question, window: turned })).kind).not.toBe("number");
    });

    it("PROVIDER-6  shows the query as it is sent, the window filled in, and asks nobody for that", () => {
      const { question } = under.known;
      const window = { from: question.window.to.minus({ hours: 72 }), to: question.window.to };
      const shown = under.provider.resolve({ ...question, query: "a[{{window}}] + b[{{window}}]", window });
      expect(shown).toBe("a[259200s] + b[259200s]");
      expect(under.provider.resolve({ ...question, query: "downloads $& 1" })).toBe("downloads $& 1");
    });

    it("PROVIDER-7  never throws and never makes a message of many lines, whatever is asked", async () => {
      await fc.assert(
        fc.asyncProperty(anyText, async (query) => {
          const answer = await ask({ ...under.known.question, query });
          if (answer.kind !== "number") expect(answer.why).not.toMatch(/\p{Cc}/u);
        }),
        { numRuns: 25 },
      );
    });

    it("PROVIDER-8  tells no secret in any answer", async () => {
      const asked = [under.known.question, under.nothing, ...under.wrong.map(({ question }) => question)];
      const echo = under.secrets.map((secret) => ({ ...under.known.question, query: `${secret} (` }));
      const answers: readonly Answered[] = await Promise.all([...asked, ...echo].map(ask));
      for (const secret of under.secrets) expect(JSON.stringify(answers)).not.toContain(secret);
    });
  });
}

/** Every UTF-16 unit may stand anywhere: control characters, halves of pairs. */
export const anyText = fc.uint16Array({ maxLength: 300 }).map((units) => String.fromCharCode(...units));

/** The end of every window of the suites: 2026-01-15T12:00:00Z. */
export const end = DateTime.fromISO("2026-01-15T12:00:00Z", { zone: "utc" });

/** A question over the time before `end`. */
export function questionOf(query: string, length = "PT1H", more: Partial<Question> = {}): Question {
  const window = { from: end.minus(Duration.fromISO(length)), to: end };
  return { metric: "download-errors", query, window, observation: null, part: "number", ...more };
}
