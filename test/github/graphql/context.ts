import { GraphQLError } from "graphql";
import type { Doer } from "../emulator/acts/emit.ts";
import type { Left } from "../emulator/http/limits.ts";
import { demand } from "../emulator/http/permission.ts";
import { Refusal } from "../emulator/http/refusal.ts";
import type { Repository } from "../emulator/state/repository.ts";
import type { Token } from "../emulator/state/tokens.ts";
import type { World } from "../emulator/state/world.ts";
import type { Need } from "../openapi/operations.ts";

/** Who asks, and what the query costs. */
export interface Context {
  readonly world: World;
  readonly by: Doer & { readonly token: Token };
  readonly cost: number;
  readonly nodes: number;
  readonly left: () => Left;
}

export type Kind = "FORBIDDEN" | "NOT_FOUND" | "STALE_DATA" | "UNPROCESSABLE" | "NOT_EMULATED";

/** An error as GitHub reports it: beside `message` it has a `type`. */
export const failure = (type: Kind, message: string) => new GraphQLError(message, { extensions: { type } });

/** Throws FORBIDDEN where the token has none of the permissions. */
export function permit({ by }: Context, ...need: Need): void {
  try {
    demand(by.token, need);
  } catch (error) {
    if (error instanceof Refusal) throw failure("FORBIDDEN", "Resource not accessible by integration");
    throw error;
  }
}

/** Whether a repository is within the token's reach. */
export function reaches({ by: { token } }: Context, { fullName }: Repository): boolean {
  return token.repositories === null || token.repositories.includes(fullName);
}
