import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server does to one request. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

export interface FaultServer {
  readonly url: URL;
  /** Every request so far, in order. */
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

export interface Seen {
  readonly line: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** True once the answer's connection was closed before all of the answer was taken. */
  cutOff: boolean;
}

/** A server on this machine that does what it is told: the first request gets the first fault, the last one stays. */
export async function startFaults(...faults: readonly Fault[]): Promise<FaultServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const entry: Seen = { line: `${request.method} ${request.url}`, headers: request.headers, body, cutOff: false };
    response.once("close", () => {
      entry.cutOff = !response.writableFinished;
    });
    seen.push(entry);
    faults[Math.min(seen.length, faults.length) - 1]!(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Headers = Readonly<Record<string, string>>;

/** A whole answer. */
export const answer =
  (status: number, body: string, headers: Headers = { "content-type": "application/json" }): Fault =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

/** A Prometheus success with this `data.result`. */
export const vector = (...values: readonly string[]): Fault =>
  answer(
    200,
    JSON.stringify({
      status: "success",
      data: { resultType: "vector", result: values.map((value) => ({ metric: {}, value: [1768478400, value] })) },
    }),
  );

/** The socket closes before any answer. */
export const dropped: Fault = (request) => {
  request.socket.destroy();
};

/** The socket closes in the middle of the body. */
export const cutShort: Fault = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"status":', () => response.socket?.destroy());
};

/** Never a status line. */
export const silent: Fault = () => {};

/** A status line, the beginning of a body, and then nothing more. */
export const stalled: Fault = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"status":');
};

/** A body of 10 MB, sent as fast as it is taken. */
export const flood =
  (status: number): Fault =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    let left = 160;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (!response.write("x".repeat(65_536))) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  };

export const huge = flood(200);

/** Says back what it was told, headers included, as careless proxies do. */
export const echoing: Fault = (request, response) => {
  response.writeHead(500, { "content-type": "text/plain" });
  response.end(`upstream failed\u001b[31m for ${JSON.stringify(request.headers)}`);
};
