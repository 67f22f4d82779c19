import { request as ask, type IncomingMessage } from "node:http";
import { text as readText } from "node:stream/consumers";
import { answer, dropped, type Seen, startFaults } from "../../http/faults.ts";

/** What goes wrong with a request: before it is done, after it, or instead of it. */
export type Wrong = "lost before" | "lost after" | "lies" | "change request" | "no tests" | 401 | 429 | 500 | 502;

/** A real server behind something that can go wrong. */
export interface Passage {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** What becomes of the request that is the n-th from now, counted from 0; or of that one and all after it. */
  wrong(at: number, how: Wrong, andOn?: boolean): void;
  /** Done once, before the next request whose line matches is passed on: a hand in the middle. */
  before(line: RegExp, hand: () => Promise<unknown>): void;
  right(): void;
  close(): Promise<void>;
}

/** As the server itself answers where an environment wants change requests. */
const changeRequest = {
  name: "PermissionError",
  message: `You don't have the required permissions to perform this operation. To perform this action, you need the "SKIP_CHANGE_REQUEST" permission.`,
  permissions: ["SKIP_CHANGE_REQUEST"],
};

export async function startPassage(target: string): Promise<Passage> {
  let trouble: { at: number; how: Wrong; andOn: boolean } | null = null;
  let hand: { line: RegExp; act: () => Promise<unknown> } | null = null;
  let count = 0;
  const server = await startFaults(async (request, response) => {
    const { line, body } = server.seen.at(-1)!;
    response.shouldKeepAlive = false;
    if (hand?.line.test(line)) {
      const { act } = hand;
      hand = null;
      await act();
    }
    const hit =
      trouble !== null && (count === trouble.at || (trouble.andOn && count > trouble.at)) ? trouble.how : null;
    count += 1;
    const changes = !line.startsWith("GET") && !line.includes("/playground");
    if (hit === 429)
      return answer(429, "{}", { "content-type": "application/json", "retry-after": "7" })(request, response);
    if (typeof hit === "number") return answer(hit, hit === 500 ? '{"name":"UnknownError"}' : "{}")(request, response);
    if (hit === "lost before") return dropped(request, response);
    if (hit === "change request" && changes) return answer(403, JSON.stringify(changeRequest))(request, response);
    if (hit === "no tests" && body.includes('"op":"test"')) {
      return answer(400, '{"name":"BadDataError","message":"Request validation failed"}')(request, response);
    }
    if (hit === "lies" && changes) return answer(200, "")(request, response);
    const passed = await passOn(target, request, body);
    if (passed === null) return dropped(request, response);
    if (hit === "lost after") return dropped(request, response);
    return answer(passed.status, passed.text, { "content-type": passed.type })(request, response);
  });
  return {
    url: server.url.href,
    seen: server.seen,
    wrong(at, how, andOn = false) {
      count = 0;
      trouble = { at, how, andOn };
    },
    before(line, act) {
      hand = { line, act };
    },
    right() {
      trouble = null;
      hand = null;
    },
    close: () => server.close(),
  };
}

/** On a connection of its own: one that idled may be closed just when it is taken, which is a fault nobody asked for. */
function passOn(target: string, { method, url, headers }: IncomingMessage, body: string) {
  return new Promise<{ readonly status: number; readonly type: string; readonly text: string } | null>((resolve) => {
    const { authorization = "", "content-type": type } = headers;
    const sent = { authorization, ...(type !== undefined && { "content-type": type }) };
    const asked = ask(new URL(url!, target), { method, headers: sent, agent: false }, async (passed) => {
      const text = await readText(passed).catch(() => null);
      const said = passed.headers["content-type"] ?? "text/plain";
      resolve(text === null ? null : { status: passed.statusCode!, type: said, text });
    });
    asked.once("error", () => resolve(null)).end(body);
  });
}
