import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, dirname } from "node:path";

/** One request for the git objects of a bare repository; `path` is what follows the repository's name. */
export interface GitRequest {
  readonly folder: string;
  readonly path: string;
  readonly query: string;
}

/**
 * Answers a fetch with `git http-backend`, which speaks CGI: headers up to an empty line, then the body, as it comes. It
 * is told no user's name, so that it refuses every push.
 * https://git-scm.com/docs/git-http-backend
 */
export function serveGit(request: IncomingMessage, response: ServerResponse, asked: GitRequest): void {
  const { headers, method = "GET" } = request;
  const environment = {
    PATH: process.env.PATH ?? "",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_PROJECT_ROOT: dirname(asked.folder),
    PATH_INFO: `/${basename(asked.folder)}${asked.path}`,
    QUERY_STRING: asked.query,
    REQUEST_METHOD: method,
    REMOTE_ADDR: "127.0.0.1",
    CONTENT_TYPE: headers["content-type"] ?? "",
    CONTENT_LENGTH: headers["content-length"] ?? "",
    HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
    GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
  };
  const backend = spawn("git", ["http-backend"], { env: environment, stdio: ["pipe", "pipe", "ignore"] });
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => undefined); // it may end before it read everything
  let head: Buffer | null = Buffer.alloc(0);
  backend.stdout.on("data", (chunk: Buffer) => {
    if (head === null) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    const said = head.toString("latin1", 0, end).split("\r\n").map(field);
    const status = said.find(([name]) => name === "status")?.[1];
    response.writeHead(
      status === undefined ? 200 : Number.parseInt(status, 10),
      said.filter(([name]) => name !== "status").flat(),
    );
    response.write(head.subarray(end + 4));
    head = null;
  });
  backend.on("close", () => {
    if (head !== null) response.writeHead(500);
    response.end();
  });
}

function field(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
