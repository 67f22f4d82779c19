import { Duration } from "luxon";
import { afterEach, describe, expect, it } from "vitest";
import { prometheusProvider } from "../../scripts/metrics/prometheus.ts";
import { end, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import * as faults from "../http/faults.ts";

const token = "s3cr3t-token-value";
const runtime = (storageRetention: unknown) =>
  faults.answer(200, JSON.stringify({ status: "success", data: { storageRetention } }));
const plainText = { "content-type": "text/plain" };
const unsupported = faults.answer(400, "unsupported path requested: /api/v1/status/runtimeinfo", plainText);

let server: faults.FaultServer;
afterEach(() => server.close());

/** A server whose runtimeinfo and query pages do these things. */
async function open(
  runtimeinfo: readonly faults.Fault[],
  query: readonly faults.Fault[],
  retention: string | null = null,
) {
  let [asked, told] = [0, 0];
  server = await faults.startFaults((request, response) => {
    const page = request.url?.endsWith("/runtimeinfo")
      ? runtimeinfo[Math.min(told++, runtimeinfo.length - 1)]
      : query[Math.min(asked++, query.length - 1)];
    page!(request, response);
  });
  const kept = retention === null ? null : Duration.fromISO(retention);
  const clock = napping();
  const url = new URL("/prometheus/", server.url);
  const provider = prometheusProvider({ name: "prometheus", url, token, retention: kept, clock, timeoutMs: 400 });
  return { provider, lines: () => server.seen.map(({ line }) => line), clock };
}

describe("what is sent", () => {
  it("PROMETHEUS-1  one form with the query and the window's end, below the url's own path", async () => {
    const { provider, lines } = await open([runtime("15d")], [faults.vector("12")]);
    const question = questionOf("sum(increase(a[{{window}}])) or vector(0)", "PT1H");
    const half = { ...question.window, to: end.plus({ milliseconds: 500 }) };

    expect(await provider.ask({ ...question, window: half })).toEqual({ kind: "number", value: 12 });
    expect(lines()).toEqual(["GET /prometheus/api/v1/status/runtimeinfo", "POST /prometheus/api/v1/query"]);
    const { body, headers } = server.seen[1]!;
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      query: "sum(increase(a[3600s])) or vector(0)",
      time: "1768478400.5",
    });
    expect(headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Bearer ${token}`,
    });
  });

  it("PROMETHEUS-2  a query of 20,000 characters arrives whole", async () => {
    const { provider } = await open([runtime("15d")], [faults.vector("1")]);
    const long = `sum(a{b=~"${"c|".repeat(10_000)}"})`;
    await provider.ask(questionOf(long));
    expect(new URLSearchParams(server.seen[1]!.body).get("query")).toBe(long);
  });
});

describe("how long data is kept", () => {
  const covered = { kind: "number", value: 1 };
  const short = (span: string) => ({ kind: "error", reason: "coverage", why: expect.stringContaining(span) });
  const unknown = {
    kind: "error",
    reason: "coverage",
    why: expect.stringContaining("nobody says how long prometheus"),
  };

  it.each`
    server                          | settings  | window    | answer
    ${runtime("15d")}               | ${null}   | ${"P30D"} | ${short("15 d of 30 d covered")}
    ${runtime("15d")}               | ${null}   | ${"P15D"} | ${covered}
    ${runtime("15d")}               | ${"P60D"} | ${"P30D"} | ${short("15 d of 30 d covered")}
    ${runtime("100y")}              | ${"P7D"}  | ${"P30D"} | ${short("7 d of 30 d covered")}
    ${runtime("100y")}              | ${null}   | ${"P30D"} | ${covered}
    ${unsupported}                  | ${"P60D"} | ${"P30D"} | ${covered}
    ${unsupported}                  | ${"P15D"} | ${"P30D"} | ${short("15 d of 30 d covered")}
    ${unsupported}                  | ${null}   | ${"P30D"} | ${unknown}
    ${unsupported}                  | ${null}   | ${"P1D"}  | ${covered}
    ${faults.answer(403, "")}       | ${"P60D"} | ${"P30D"} | ${covered}
    ${faults.answer(200, "<html>")} | ${null}   | ${"P30D"} | ${unknown}
    ${runtime(15)}                  | ${null}   | ${"P30D"} | ${unknown}
    ${runtime("10GB")}              | ${null}   | ${"P30D"} | ${unknown}
    ${faults.dropped}               | ${"P60D"} | ${"P30D"} | ${covered}
    ${faults.dropped}               | ${null}   | ${"PT1H"} | ${{ kind: "error", reason: "network", why: expect.any(String) }}
    ${faults.answer(503, "")}       | ${null}   | ${"PT1H"} | ${{ kind: "error", reason: "unavailable", why: expect.any(String) }}
  `(
    "PROMETHEUS-3  settings $settings, window $window: $answer.kind $answer.reason",
    async ({ server, settings, window, answer }) => {
      const { provider } = await open([server], [faults.vector("1")], settings);
      expect(await provider.ask(questionOf("a", window))).toEqual(answer);
    },
  );

  it("PROMETHEUS-4  is asked once for all questions, also for those asked at once", async () => {
    const { provider, lines } = await open([runtime("15d")], [faults.vector("1")]);
    await Promise.all([1, 2, 3].map((n) => provider.ask(questionOf(`a${n}`))));
    await provider.ask(questionOf("a4"));
    expect(lines().filter((line) => line.includes("runtimeinfo"))).toHaveLength(1);
  });

  it("PROMETHEUS-5  is asked again after trouble in passing", async () => {
    const { provider } = await open([...Array(4).fill(faults.dropped), runtime("15d")], [faults.vector("1")]);
    expect(await provider.ask(questionOf("a", "P30D"))).toMatchObject({ reason: "network" });
    expect(await provider.ask(questionOf("a", "P30D"))).toMatchObject({ reason: "coverage" });
  });

  it("PROMETHEUS-6  a window that the settings already rule out, or that is empty, asks nobody", async () => {
    const { provider, lines } = await open([runtime("100y")], [faults.vector("1")], "P15D");
    expect(await provider.ask(questionOf("a", "P30D"))).toMatchObject({ reason: "coverage" });
    expect(await provider.ask(questionOf("a", "PT0S"))).toEqual({ kind: "no-data", why: "the window is still empty" });
    expect(lines()).toEqual([]);
  });
});

describe("what goes wrong", () => {
  it.each`
    fault                                                                 | reason           | says
    ${faults.answer(503, '{"status":"error","error":"query timed out"}')} | ${"unavailable"} | ${"answered 503: query timed out (asked 4 times)"}
    ${faults.answer(502, "<html>Bad Gateway</html>")}                     | ${"unavailable"} | ${"answered 502: <html>Bad Gateway</html>"}
    ${faults.answer(200, "<html>Sign in</html>")}                         | ${"not-json"}    | ${"answered 200 without JSON: <html>Sign in</html>"}
    ${faults.answer(302, "", { location: "https://login.example" })}      | ${"redirect"}    | ${"it points to https://login.example"}
    ${faults.answer(400, "unsupported path", plainText)}                  | ${"not-found"}   | ${"answered 400: unsupported path"}
    ${faults.answer(400, '{"status":"error","error":"parse error"}')}     | ${"bad-query"}   | ${"answered 400: parse error"}
    ${faults.huge}                                                        | ${"too-large"}   | ${"answered more than 1048576 bytes"}
    ${faults.silent}                                                      | ${"timeout"}     | ${"no complete answer within 0.4 s (asked 2 times)"}
    ${faults.cutShort}                                                    | ${"network"}     | ${"no complete answer: UND_ERR_SOCKET"}
    ${faults.answer(200, '{"data":{}}')}                                  | ${"bad-shape"}   | ${"does the url lead to a Prometheus API?"}
    ${faults.vector("1", "2")}                                            | ${"many-series"} | ${"expected 1 series, got 2"}
  `("PROMETHEUS-7  $reason: $says", async ({ fault, reason, says }) => {
    const { provider } = await open([runtime("15d")], [fault]);
    const answer = await provider.ask(questionOf("a"));
    expect(answer).toEqual({ kind: "error", reason, why: expect.stringContaining(says) });
  });

  it("PROMETHEUS-8  one 503 and one dropped socket are no reason to give up", async () => {
    const { provider, clock } = await open(
      [runtime("15d")],
      [faults.answer(503, ""), faults.dropped, faults.vector("3")],
    );
    expect(await provider.ask(questionOf("a"))).toEqual({ kind: "number", value: 3 });
    expect(clock.naps).toEqual([1000, 4000]);
  });

  it("PROMETHEUS-9  a server that says the token back does not make us tell it", async () => {
    const said = JSON.stringify({ status: "error", error: `bad token ${token}` });
    const { provider } = await open(
      [runtime("15d")],
      [faults.answer(401, said), faults.answer(200, said), faults.vector(token)],
    );
    const answers = [
      await provider.ask(questionOf("a")),
      await provider.ask(questionOf("a")),
      await provider.ask(questionOf("a")),
    ];
    expect(answers).toMatchObject([{ reason: "auth" }, { reason: "bad-query" }, { reason: "not-a-number" }]);
    expect(JSON.stringify(answers)).not.toContain(token);
  });
});
