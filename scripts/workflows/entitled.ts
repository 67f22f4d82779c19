import type { Membership } from "../flag/review.ts";
import type { Settings } from "../flag/settings.ts";
import type { Ports } from "./ports.ts";

/** Each discipline's people, teams opened up. One team that cannot be asked makes its discipline unknown. */
export async function entitledOf(
  ports: Ports,
  { disciplines }: Settings,
): Promise<Readonly<Record<string, Membership>>> {
  const entries = Object.entries(disciplines).map(async ([discipline, names]): Promise<[string, Membership]> => {
    const logins: string[] = [];
    for (const name of names) {
      const team = name.includes("/") ? await ports.forge.members(name) : person(name);
      if (team.kind === "unknown") return [discipline, team];
      logins.push(...team.logins);
    }
    return [discipline, { kind: "members", logins }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

const person = (name: string): Membership => ({ kind: "members", logins: [name.replace(/^@/, "")] });
