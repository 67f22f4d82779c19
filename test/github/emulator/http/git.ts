import type { IncomingMessage, ServerResponse } from "node:http";
import { serveGit } from "../../git/http.ts";
import type { Repository } from "../state/repository.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { demand } from "./permission.ts";
import { Refusal } from "./refusal.ts";
import { tokenOf } from "./tokens.ts";

const address = /^\/([^/]+\/[^/]+?)\.git(\/info\/refs|\/git-upload-pack)$/;

/**
 * Fetches over HTTP from `/OWNER/NAME.git`, as from GitHub: with a token as the password of `x-access-token`, that may
 * read contents. False where it is no such request. A token that is nobody's or too old is asked for again; one that
 * may not read is told that there is no such repository. Nobody pushes here.
 */
export function answerGit(world: World, request: IncomingMessage, response: ServerResponse): boolean {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const [, name, below] = address.exec(path) ?? [];
  if (name === undefined || below === undefined) return false;
  try {
    const token = tokenOf(world, `token ${passwordOf(request.headers.authorization)}`);
    const { git } = readable(world, name, token);
    serveGit(request, response, { folder: git.folder, path: below, query });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const again = error.status === 401;
    response.writeHead(again ? 401 : 404, again ? { "www-authenticate": 'Basic realm="GitHub"' } : {});
    response.end(again ? "Invalid username or token." : "Repository not found.");
  }
  return true;
}

function passwordOf(header = ""): string {
  const [, encoded = ""] = /^basic (\S+)$/i.exec(header) ?? [];
  const [user, ...password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return user === "x-access-token" ? password.join(":") : "";
}

function readable(world: World, name: string, token: Token): Repository {
  const repository = world.repositories.get(name.toLowerCase());
  const reached = token.repositories === null || token.repositories.includes(repository?.fullName ?? "");
  if (repository === undefined || !reached) throw new Refusal(404, "Not Found");
  demand(token, ["contents:read"]);
  return repository;
}
