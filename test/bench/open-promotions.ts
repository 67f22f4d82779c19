import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reading } from "../../scripts/flag/running.ts";
import { githubForge } from "../../scripts/forge/github.ts";
import { memoryStore } from "../../scripts/stores/memory.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import type { Hands } from "../github/hands.ts";
import { type GitHub, startGitHub } from "../github/start.ts";
import { planText, settings } from "./repositories.ts";

const team = "@example-org/engineers";
const file = (index: number) => `flags/feature-${index}.yaml`;

/** An emulated GitHub whose main has so many plans, some of them with an open promotion to the first stage. */
export interface Promotions {
  readonly github: GitHub;
  readonly hands: Hands;
  /** Ports of a new pass, in a fresh clone as each run of a workflow has one. */
  ports(): Promise<Ports>;
  /** Two of the three disciplines approve every open pull request, or the third. */
  approve(who: "two" | "third"): void;
  remove(): Promise<void>;
}

export async function openPromotions(plans: number, promoted: number): Promise<Promotions> {
  const huge = { restPointsAMinute: 1e6, contentAMinute: 1e6, contentAnHour: 1e6 };
  const github = await startGitHub({ now: "2025-03-10T14:00:00Z", limits: huge });
  const permissions = { contents: "write", pull_requests: "write", checks: "write", issues: "write" } as const;
  const app = github.app("flaghoist", {
    id: 424_242,
    permissions: { ...permissions, members: "read" },
    on: ["example-org"],
  });
  github.team(team, ["tmarsh", "jwexler"]);
  const all = Object.fromEntries(Array.from({ length: plans }, (_, index) => [file(index), planText(index)]));
  const own = { ".github/flaghoist.yaml": settings.replace('["@tmarsh", "@jwexler"]', `["${team}"]`) };
  const hands = github.repository("example-org/benefits", { files: { ...all, ...own } });
  const folders: string[] = [];
  const numbers = Array.from({ length: promoted }, (_, index) => {
    const text = planText(index).replace("standing: planned", "standing: uat");
    hands.push(`promote/${index}`, { [file(index)]: text }, { by: "jwexler" });
    return hands.open({ head: `promote/${index}`, title: `Promote ${index}`, by: "jwexler" });
  });
  return {
    github,
    hands,
    async ports() {
      const root = mkdtempSync(join(tmpdir(), "flaghoist-bench-gate-"));
      folders.push(root);
      execFileSync("git", ["clone", "--quiet", "--no-local", hands.folder, root], { stdio: "pipe" });
      const forge = await githubForge({
        ...{
          owner: "example-org",
          name: "benefits",
          baseBranch: "main",
          apiUrl: github.url,
          gitUrl: hands.folder,
          root,
        },
        ...{ token: github.tokens.app("flaghoist"), app: { id: app.id, own: true, login: "flaghoist[bot]" } },
        ...{ concerns: (path) => path.startsWith("flags/"), watchedLabel: "flaghoist-hold" },
        patience: { throttle: false, milliseconds: 1 },
      });
      const store = memoryStore({ name: "production", flags: new Map<string, Reading>() });
      return {
        forge,
        openStore: () => store,
        openProviders: () => new Map(),
        openNotifiers: () => [],
        secrets: (name) => `id-of-${name}`,
        now: github.clock.now(),
        progress: () => {},
      };
    },
    approve(who) {
      github.clock.advance({ minutes: 5 });
      const people = who === "two" ? ["rlindqvist", "tmarsh"] : ["pvandermeer"];
      for (const number of numbers) for (const by of people) hands.review(number, { by, state: "APPROVED" });
    },
    async remove() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      await github.close();
    },
  };
}
