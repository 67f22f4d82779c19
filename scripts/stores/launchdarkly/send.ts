import type { Reading, Write, WriteResult } from "../../flag/running.ts";
import type { LaunchDarklyApi } from "./api.ts";
import type { Flag } from "./flag.ts";
import { commentOf, type Operation, testsOf } from "./patch.ts";
import type { Refusal } from "./refusal.ts";

/** A write that may go ahead: what it found is what its writer expected. */
export interface Task {
  readonly environment: string;
  readonly write: Write;
  readonly flag: Flag | null;
  readonly reading: Reading;
}

export type Done =
  /** Everything was accepted, or there was nothing left to ask for. */
  | { readonly kind: "sent" }
  /** Something was not accepted, or no answer came: what became of it is to be looked at. */
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** It was not asked for. */
  | { readonly kind: "not-written"; readonly result: WriteResult };

export const sent: Done = { kind: "sent" };

export const no = ({ write: { key } }: Task, detail: string): Done => ({
  kind: "not-written",
  result: { key, status: "unsupported", detail },
});

/** A conflict is worth one more try: the tests of the patch see to it that it counts only where nothing changed. */
export async function send(
  api: LaunchDarklyApi,
  task: Task,
  flag: Flag,
  operations: readonly Operation[],
): Promise<Done> {
  const { environment, write } = task;
  const { key } = write;
  const here = flag.environments.get(environment) ?? null;
  if (here === null || operations.length === 0) return sent;
  const tested = [...testsOf(flag, environment, here), ...operations];
  let said = await api.patch(key, tested, commentOf(write));
  if (!said.ok && said.refusal.http === 409) said = await api.patch(key, tested, commentOf(write));
  if (said.ok) return sent;
  const { refusal } = said;
  if (refusal.status !== "refused-by-store") return { kind: "refused", refusal };
  const why = `${refusal.why}. LaunchDarkly asks for an approval of its own: request it at ${api.pageOf(key, here.page)}`;
  return { kind: "refused", refusal: { ...refusal, why } };
}
