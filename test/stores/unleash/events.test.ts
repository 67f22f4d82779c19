import { afterEach, expect, it } from "vitest";
import { lastChangeOf } from "../../../scripts/stores/unleash/events.ts";
import { type Scripted, scripted } from "./scripted.ts";

let town: Scripted;
afterEach(() => town.server.close());

const event = (type: string, createdBy: string, createdByUserId: number, environment: string | null = "production") => {
  return { type, createdBy, createdByUserId, createdAt: "2025-03-12T13:00:00.000Z", environment };
};

it("UNLEASH-125  the newest change by somebody else is named: here or everywhere, since the flag was last made", async () => {
  const user = { user: { username: "robot", internalAdminTokenUserId: -42, secret: "never-shown" } };
  const before = event("feature-archived", "long ago", 3, null);
  const made = event("feature-created", "robot", -42, null);
  for (const [events, who] of [
    [
      [event("feature-strategy-update", "robot", -42), event("feature-environment-disabled", "tmarsh", 7), made],
      "tmarsh",
    ],
    [[event("feature-environment-disabled", "robot", 7), made], "robot"],
    [[event("feature-environment-disabled", "tmarsh", 7, "staging"), made, before], null],
    [[event("feature-stale-on", "tmarsh", 7, null), made], "tmarsh"],
  ] as const) {
    town = await scripted({ "/user": user, "/events/f": { events } });
    const change = await lastChangeOf(town.api, "f", "production");
    expect(change?.who ?? null).toBe(who);
    expect(JSON.stringify(change)).not.toContain("never-shown");
    await town.server.close();
  }
});

it("UNLEASH-126  a person's own token is known by the address Unleash has of them; who cannot be told is nobody", async () => {
  const user = { user: { id: 7, email: "robot@example.gov", username: "robot" } };
  const events = [event("feature-updated", "robot@example.gov", 7), event("feature-updated", "robot", 7)];
  town = await scripted({ "/user": user, "/events/f": { events } });
  expect((await lastChangeOf(town.api, "f", "production"))?.who).toBe("robot");
  await town.server.close();
  town = await scripted({ "/events/f": { events } });
  expect(await lastChangeOf(town.api, "f", "production")).toBeNull();
});
