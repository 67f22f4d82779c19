import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { FlagdCore } from "@openfeature/flagd-core";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

export interface Ofrep {
  readonly url: string;
  /** `POST path caller`, in order. */
  readonly asked: string[];
  /** Stands in for an answer, whatever was asked: a status and a body. */
  broken: { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> } | null;
  serve(document: string): void;
  stop(): Promise<void>;
}

/**
 * The OpenFeature Remote Evaluation Protocol 0.3 before flagd's own evaluator, as flagd serves it
 * (https://flagd.dev/reference/flagd-ofrep/). With a token it answers 401 to everybody else.
 */
export async function ofrep(token: string | null = null): Promise<Ofrep> {
  const core = new FlagdCore(undefined, quiet);
  const asked: string[] = [];
  const one = (key: string, context: Record<string, unknown>) => {
    const details = core.resolveBooleanEvaluation(key, false, context as Record<string, string>, quiet);
    if (details.errorCode !== undefined)
      return { key, errorCode: details.errorCode, errorDetails: details.errorMessage };
    return { key, value: details.value, reason: details.reason, variant: details.variant, metadata: {} };
  };
  const server: Server = createServer(async (request, response) => {
    const send = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(body));
    };
    const body = JSON.parse((await textOf(request)) || "{}") as { context: Record<string, unknown> };
    asked.push(`${request.method} ${request.url} ${body.context.targetingKey ?? "nobody"}`);
    if (token !== null && request.headers.authorization !== `Bearer ${token}`)
      return send(401, { errorDetails: "who are you" });
    if (self.broken !== null) return send(self.broken.status, self.broken.body, self.broken.headers);
    const key = request.url!.split("/ofrep/v1/evaluate/flags/")[1];
    if (key === undefined) return send(200, { flags: Object.keys(keys()).map((name) => one(name, body.context)) });
    const answer = one(decodeURIComponent(key), body.context);
    const status = !("errorCode" in answer) ? 200 : answer.errorCode === "FLAG_NOT_FOUND" ? 404 : 400;
    return send(status, answer);
  });
  let text = '{"flags":{}}';
  const keys = () => (JSON.parse(text) as { flags: object }).flags;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const self: Ofrep = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    broken: null,
    serve(document) {
      text = document;
      core.setConfigurations(document);
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return self;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
