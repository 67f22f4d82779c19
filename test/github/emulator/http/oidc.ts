import type { Answered, Hub, Incoming } from "./hub.ts";
import { demand } from "./permission.ts";
import { Refusal } from "./refusal.ts";
import { tokenOf } from "./tokens.ts";

/** Where a job asks for proof of who it is: a JSON web token nobody signed, good enough to be passed on. */
export function answerOidc({ world }: Hub, { headers, url }: Incoming): Answered {
  try {
    const token = tokenOf(world, headers.authorization);
    demand(token, ["id_token:write"]);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      iss: "https://token.actions.github.test",
      aud: url.searchParams.get("audience"),
      sub: token.repositories?.[0],
    };
    const value = `${part({ alg: "none" })}.${part(claims)}.`;
    return { status: 200, headers: {}, body: { value }, login: token.login, points: 0 };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, headers: error.headers, body: error.body, login: null, points: 0 };
  }
}
