import { createHash } from "node:crypto";
import type { OperationId } from "../../openapi/operations.ts";
import type { Route } from "../../openapi/routes.ts";
import type { Reply } from "../rest/call.ts";
import { handlers } from "../rest/handlers.ts";
import type { Answered, Hub, Incoming } from "./hub.ts";
import { demand, demandRole, needOf } from "./permission.ts";
import { Refusal } from "./refusal.ts";
import { tokenOf } from "./tokens.ts";

/** Writes that people are told of. */
const content = new Set(["issues/create", "issues/create-comment", "pulls/create", "pulls/create-review"]);

/** Does what one REST request asks, judging question and answer by GitHub's description. */
export function answerRest(hub: Hub, { id, params }: Route, { method, url, headers, body }: Incoming): Answered {
  const { world, meter, violations } = hub;
  const query = Object.fromEntries(url.searchParams);
  let login: string | null = null;
  let sent: Readonly<Record<string, string>> = {};
  try {
    const token = tokenOf(world, headers.authorization);
    login = token.login;
    const write = method !== "GET";
    if (id !== "rate-limit/get") {
      sent = meter.count(token, { resource: "core", cost: 1, write, content: content.has(id) });
    }
    const repository = world.repositories.get(`${params.owner}/${params.repo}`.toLowerCase());
    demand(token, needOf(id));
    demandRole(world, repository, token, id, needOf(id));
    const wrong = world.contract.request(id, { params, query, body });
    violations.push(...wrong.map((why) => `${id} was asked: ${why}`));
    if (wrong.length > 0) throw new Refusal(422, `Invalid request.\n\n${wrong.join("\n")}`);
    const by = { login, token };
    const accept = headers.accept ?? "";
    const reply = handlers[id as OperationId]({ world, meter, params, query, body, accept, url, by });
    const cached = method === "GET" ? validated(reply, headers["if-none-match"]) : reply;
    return checked(hub, id, { ...cached, headers: { ...sent, ...cached.headers }, login, points: 0 });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refused = {
      status: error.status,
      body: error.body,
      headers: { ...sent, ...error.headers },
      login,
      points: 0,
    };
    return world.contract.documents(id, error.status) ? checked(hub, id, refused) : refused;
  }
}

/** What was not changed since is not sent again: https://docs.github.com/en/rest/using-the-rest-api (conditional requests) */
function validated(reply: Reply, known: string | undefined): Reply {
  const etag = `"${createHash("sha1").update(JSON.stringify(reply.body)).digest("hex")}"`;
  const same = known?.replace(/^W\//, "") === etag;
  return { status: same ? 304 : reply.status, body: same ? null : reply.body, headers: { ...reply.headers, etag } };
}

function checked(hub: Hub, id: string, answer: Answered): Answered {
  const plain = !(answer.headers["content-type"] ?? "").includes("raw") && answer.status !== 304;
  const wrong = plain ? hub.world.contract.response(id, answer.status, answer.body) : [];
  hub.violations.push(...wrong.slice(0, 5).map((why) => `${id} was answered ${answer.status}: ${why}`));
  return answer;
}
