import { afterEach, expect, it } from "vitest";
import { openApi } from "../../../scripts/stores/unleash/api.ts";
import { evaluateAll, playground } from "../../../scripts/stores/unleash/playground.ts";
import { napping } from "../../http/clock.ts";
import { answer, startFaults } from "../../http/faults.ts";

const place = { project: "default", environment: "production" };
let server: Awaited<ReturnType<typeof startFaults>>;
afterEach(() => server.close());

/** A playground that limits flags times callers to `most`, and shows a flag to ids that begin with `in`. */
async function open(flags: readonly string[], most: number) {
  server = await startFaults((request, response) => {
    const { context } = JSON.parse(server.seen.at(-1)!.body);
    const ids: readonly (string | undefined)[] = context.userId?.split(",") ?? [undefined];
    if (ids.length * flags.length > most) return answer(400, '{"name":"BadDataError"}')(request, response);
    const features = flags.map((name) => {
      const seen = ids.map((userId) => ({
        isEnabled: userId?.startsWith("in") === true,
        isEnabledInCurrentEnvironment: true,
        strategies: { data: [] },
        context: { ...(userId !== undefined && { userId }) },
      }));
      return { name, environments: { production: seen } };
    });
    return answer(200, JSON.stringify({ features }))(request, response);
  });
  return openApi({ url: server.url.href, token: "T" }, { secrets: () => "s", clock: napping() });
}

const ids = (count: number, name: string) => Array.from({ length: count }, (_, index) => `${name}${index}`);

it("UNLEASH-122  what the playground refuses as too much is asked in halves, each caller once", async () => {
  const api = await open(["f", "g"], 15);
  const callers = [null, ...ids(30, "in"), ...ids(10, "out")];
  const answers = await evaluateAll(api, place, new Map([["f", callers]]));
  expect(answers.get("f")).toEqual({ kind: "answers", on: callers.map((id) => id?.startsWith("in") === true) });
});

it("UNLEASH-123  in a large project those are asked whom most flags ask about, and the rest is not known", async () => {
  const flags = ids(1000, "f");
  const api = await open(flags, 15_000);
  const asked = new Map(flags.slice(0, 3).map((key, index) => [key, [null, "in-all", ...ids(100, `in-${index}-`)]]));
  const answers = await evaluateAll(api, place, asked);
  const { on } = answers.get("f2") as { on: readonly (boolean | null)[] };
  expect(on.slice(0, 2)).toEqual([false, true]);
  expect(on.filter((one) => one === null).length).toBeGreaterThan(50);
  expect(server.seen.length).toBeLessThan(20);
});

it("UNLEASH-124  another answer than the playground's is no answer", async () => {
  server = await startFaults(answer(200, '{"features":[{"name":"f","environments":{}}]}'));
  const api = openApi({ url: server.url.href, token: "T" }, { secrets: () => "s", clock: napping() });
  expect(await playground(api, place, null)).toMatchObject({ ok: false, refusal: { status: "invalid" } });
  expect(await evaluateAll(api, place, new Map([["f", [null]]]))).toEqual(
    new Map([["f", { kind: "unknown", why: expect.stringContaining("is the url right?") }]]),
  );
});
