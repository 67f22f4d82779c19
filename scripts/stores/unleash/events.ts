import type { Change } from "../store.ts";
import type { UnleashApi } from "./api.ts";
import { fieldsOf, listIn } from "./feature.ts";

interface Event {
  readonly type: string;
  readonly by: string;
  readonly byId: unknown;
  readonly at: string;
  /** Null where it is about the flag in every environment. */
  readonly environment: string | null;
}

/** What happened to a flag, the newest first, as far back as it was made. */
function eventsIn(json: unknown): readonly Event[] | null {
  const list = listIn(fieldsOf(json).events)?.map((one) => {
    const { type, createdBy, createdByUserId, createdAt, environment } = fieldsOf(one);
    return {
      type: String(type),
      by: String(createdBy),
      byId: createdByUserId,
      at: String(createdAt),
      environment: typeof environment === "string" ? environment : null,
    };
  });
  if (list === undefined) return null;
  const made = list.findIndex(({ type }) => type === "feature-created");
  return made === -1 ? list : list.slice(0, made + 1);
}

/**
 * True where a flag without strategies may once have had some in this environment: somebody took them away, and that is
 * not to be undone. False for a flag that was only just made.
 */
export async function strategyEvents(api: UnleashApi, key: string, environment: string): Promise<boolean> {
  const events = await api.ask(`/events/${encodeURIComponent(key)}`, eventsIn);
  if (!events.ok) return true;
  return (
    events.value.some((one) => one.environment === environment) ||
    !events.value.some(({ type }) => type === "feature-created")
  );
}

/**
 * The newest change of a flag, in this environment or in all, that was not made with our own token: Unleash itself says
 * who a token is, and writes the same name and number beside every event. Null where there is none, or nobody can tell.
 * Whoever else uses the same token is taken for us.
 */
export async function lastChangeOf(api: UnleashApi, key: string, environment: string): Promise<Change | null> {
  const self = await api.ask("/user", (json) => fieldsOf(fieldsOf(json).user));
  const events = self.ok ? await api.ask(`/events/${encodeURIComponent(key)}`, eventsIn) : self;
  if (!self.ok || !events.ok) return null;
  const { email, username, id, internalAdminTokenUserId } = self.value;
  const ours = (event: Event) => event.by === (email ?? username) && event.byId === (id ?? internalAdminTokenUserId);
  const theirs = events.value.find((event) => (event.environment ?? environment) === environment && !ours(event));
  return theirs === undefined ? null : { who: theirs.by, at: theirs.at, what: theirs.type };
}
