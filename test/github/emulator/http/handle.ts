import { setTimeout } from "node:timers/promises";
import { answerGraphql, nameOf } from "../../graphql/answer.ts";
import type { Failure } from "./faults.ts";
import type { Answered, Hub, Incoming, Outgoing } from "./hub.ts";
import { answerOidc } from "./oidc.ts";
import { answerRest } from "./rest.ts";

/** Answers one request, with what goes wrong on the way; null: the connection breaks. */
export async function handle(hub: Hub, request: Incoming): Promise<Outgoing | null> {
  const path = request.url.pathname;
  const graphql = request.method === "POST" && path === "/graphql";
  const route = graphql ? null : hub.world.contract.match(request.method, path);
  const operation = graphql ? `graphql ${nameOf(request.body)}` : (route?.id ?? null);
  const number = hub.log.length + 1;
  const at = hub.world.clock.now();
  const entry = { number, method: request.method, path: path + request.url.search, operation, at, body: request.body };
  const place = hub.log.push({ ...entry, login: null, status: null, points: 0 }) - 1;

  const answer = async (): Promise<Answered> => {
    if (graphql) return answerGraphql(hub, request);
    if (route) return answerRest(hub, route, request);
    if (path === "/oidc") return answerOidc(hub, request);
    hub.violations.push(`${request.method} ${path}: not an operation of the contract; add it to operations.ts`);
    return { status: 404, headers: {}, body: { message: "Not Found" }, login: null, points: 0 };
  };

  const failures = hub.faults.meeting(operation, { method: request.method, path, body: request.body });
  const answered = await failing(failures, answer);
  hub.log[place] = {
    ...entry,
    login: answered?.login ?? null,
    status: answered?.status ?? null,
    points: answered?.points ?? 0,
  };
  return answered;
}

async function failing(failures: readonly Failure[], answer: () => Promise<Answered>): Promise<Answered | null> {
  const [failure, ...others] = failures;
  if (!failure) return answer();
  switch (failure.kind) {
    case "slow":
      await setTimeout(failure.milliseconds);
      return failing(others, answer);
    case "call": {
      if (!failure.done) await failure.call();
      const answered = await failing(others, answer);
      if (failure.done) await failure.call();
      return answered;
    }
    case "drop":
      if (failure.done) await failing(others, answer);
      return null;
    case "lie":
    case "answer": {
      if (failure.kind === "lie") await failing(others, answer);
      const { status, message = "injected", headers = {} } = failure;
      return { status, headers, body: { message }, login: null, points: 0 };
    }
  }
}
