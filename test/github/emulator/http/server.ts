import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { answerGit } from "./git.ts";
import { handle } from "./handle.ts";
import type { Hub, Outgoing } from "./hub.ts";

export interface Listening {
  /** Where the API is: `GITHUB_API_URL`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The API on a free port of this machine. */
export async function listen(hub: Hub): Promise<Listening> {
  const server = createServer(async (request, response) => {
    if (answerGit(hub.world, request, response)) return;
    const answer = await answerTo(hub, request);
    if (answer === null) return void request.socket.destroy();
    const { status, headers, body } = answer;
    const empty = body === null || body === undefined;
    response.writeHead(status, {
      ...(empty ? {} : { "content-type": "application/json; charset=utf-8" }),
      "x-github-request-id": randomUUID(),
      ...headers,
    });
    response.end(empty ? "" : typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(hub: Hub, request: IncomingMessage): Promise<Outgoing | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  try {
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const headers = request.headers as Readonly<Record<string, string>>;
    return await handle(hub, { method: request.method ?? "GET", url, headers, body });
  } catch (error) {
    const syntax = error instanceof SyntaxError;
    if (!syntax) hub.violations.push(`${request.method} ${url.pathname} broke the bench: ${(error as Error).stack}`);
    const message = syntax ? "Problems parsing JSON" : "Server Error";
    return { status: syntax ? 400 : 500, headers: {}, body: { message } };
  }
}
