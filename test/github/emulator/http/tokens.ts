import { createPublicKey, verify } from "node:crypto";
import { iso } from "../state/clock.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { Refusal } from "./refusal.ts";

/** Whose token a request carries. Throws 401 where it is nobody's, was revoked or is too old. */
export function tokenOf(world: World, header: string | undefined): Token {
  const value = (header ?? "").replace(/^(token|bearer)\s+/i, "");
  if (value === "") throw new Refusal(401, "Requires authentication");
  const token = world.tokens.get(value) ?? appOf(world, value);
  const old = token?.expiresAt && token.expiresAt <= world.clock.now();
  if (!token || token.revoked || old) throw new Refusal(401, "Bad credentials");
  return token;
}

/** An App that speaks for itself, with a JSON web token signed by its key. */
function appOf(world: World, jwt: string): Token | null {
  const [head, claims, signature] = jwt.split(".");
  if (head === undefined || claims === undefined || signature === undefined) return null;
  const { iss } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { iss: string | number };
  const app = [...world.apps.values()].find(({ id, clientId }) => String(id) === String(iss) || clientId === iss);
  if (!app) return null;
  const key = createPublicKey(app.privateKey);
  if (!verify("RSA-SHA256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url"))) return null;
  const { slug, actor } = app;
  const none = { permissions: {}, repositories: null, expiresAt: null, used: new Set<never>(), revoked: false };
  return { value: jwt, kind: "app", login: actor.login, app: slug, ...none };
}

/** How `expires_at` is written. */
export const expiry = (token: Token) => (token.expiresAt ? iso(token.expiresAt) : "");
