import { renderUser } from "../render/users.ts";
import { iso } from "../state/clock.ts";
import { cursorPage, type Handler, repositoryOf } from "./call.ts";

const days = { day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const;

/** Who moved which branch and when GitHub saw it; pages come by cursor. */
export const listActivity: Handler = (call) => {
  const repository = repositoryOf(call);
  const { ref, actor, activity_type, time_period, direction = "desc" } = call.query;
  const since = time_period ? call.world.clock.now().minus({ days: days[time_period as keyof typeof days] }) : null;
  const found = repository.activity
    .filter((one) => ref === undefined || one.ref === ref || one.ref === `refs/heads/${ref}`)
    .filter(({ by }) => actor === undefined || by === actor)
    .filter(({ kind }) => activity_type === undefined || kind === activity_type)
    .filter(({ at }) => since === null || at >= since);
  return cursorPage(call, direction === "asc" ? found.toReversed() : found, (one) => ({
    ...{ id: one.id, node_id: `ACT_${one.id}`, before: one.before, after: one.after, ref: one.ref },
    ...{ timestamp: iso(one.at), activity_type: one.kind, actor: renderUser(call.world, one.by) },
  }));
};
