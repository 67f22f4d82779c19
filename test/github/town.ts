import type { Answered } from "../../scripts/flag/measurement.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import type { Forge } from "../../scripts/forge/forge.ts";
import type { GithubForgeOptions } from "../../scripts/forge/github.ts";
import { memoryStore } from "../../scripts/stores/memory.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { type Desk, desk } from "../forge/github/desk.ts";
import { number as numeric, settings as plain, planText } from "../workflows/town.ts";
import type { GitHubOptions } from "./start.ts";

export const file = "flags/download.yaml";
export const settingsFile = ".github/flaghoist.yaml";

/** Two disciplines, one of them a team; production is a store in memory. */
export const settings = plain.replace('engineering: ["@tmarsh"]', 'engineering: ["@example-org/engineers"]');

/** The workflows on an emulated GitHub: one plan at `planned` on main, and people around it. */
export interface Town extends Desk {
  readonly flags: Map<string, Reading>;
  readonly answers: Map<string, Answered>;
  /** Ports of a new pass, which remembers nothing of the one before. */
  ports(over?: Partial<Forge>, options?: Partial<GithubForgeOptions>): Promise<Ports>;
  /** Opens a pull request that gives the plan this text. */
  propose(branch: string, text: string, by?: string, files?: Readonly<Record<string, string>>): number;
}

export async function town(
  options: GitHubOptions & { readonly plan?: string; readonly settings?: string } = {},
): Promise<Town> {
  const { plan = planText({}), settings: text = settings, ...more } = options;
  const here = await desk({ now: "2025-03-10T14:00:00Z", ...more, files: { [settingsFile]: text, [file]: plan } });
  const flags = new Map<string, Reading>();
  const answers = new Map<string, Answered>();
  const numbers = {
    name: "numbers",
    resolve: ({ query }: { readonly query: string }) => query,
    ask: async ({ query }: { readonly query: string }): Promise<Answered> =>
      answers.get(query) ?? { kind: "no-data", why: `nothing is known of ${query}` },
  };
  const store = memoryStore({ name: "production", flags });
  return {
    ...here,
    flags,
    answers,
    async ports(over = {}, options = {}) {
      return {
        forge: { ...(await here.forge(options)), ...over },
        openStore: () => store,
        openProviders: () => new Map(["numbers", "counts"].map((name) => [name, numbers])),
        openNotifiers: () => [],
        secrets: (name) => `id-of-${name}`,
        now: here.github.clock.now(),
        progress: () => {},
      };
    },
    propose(branch, text, by = "jwexler", files = {}) {
      here.github.clock.advance({ minutes: 5 });
      here.hands.push(branch, { [file]: text, ...files }, { by });
      return here.hands.open({ head: branch, title: `Promote on ${branch}`, by });
    },
  };
}

/** An approval some minutes after whatever was last done. */
export function approve({ github, hands }: Desk, number: number, ...people: readonly string[]): void {
  github.clock.advance({ minutes: 5 });
  for (const by of people) hands.review(number, { by, state: "APPROVED" });
}

export { numeric, planText };
