import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const seed = readFileSync(join(root, "flags/form1095b.yaml"), "utf8");
export const settings = readFileSync(join(root, ".github/flaghoist.yaml"), "utf8");

/** A plan like the seed's, with a flag of its own. */
export const planText = (index: number) =>
  seed
    .replaceAll("form1095b_download", `feature_${index}_download`)
    .replace("1095-B MVP", `Feature ${index.toString(36)} of many`);

export interface Bench {
  readonly root: string;
  /** Forgets what earlier runs remembered. */
  readonly forget: () => void;
  /** Empties the stores. */
  readonly forgetStores: () => void;
  /** Moves the standing of one plan on main, up and down in turn. */
  readonly raiseOrLower: () => void;
  readonly remove: () => void;
}

/** A repository of `size` plans like the seed's on main, and a branch `promote/one` that moves one of them. */
export function plansRepository(size: number): Bench {
  const folder = mkdtempSync(join(tmpdir(), `flaghoist-bench-${size}-`));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    });
  mkdirSync(join(folder, "flags"));
  mkdirSync(join(folder, ".github"));
  writeFileSync(join(folder, ".github/flaghoist.yaml"), settings);
  writeFileSync(join(folder, ".gitignore"), "runtime/\n");
  for (let i = 0; i < size; i++) writeFileSync(join(folder, `flags/feature-${i}.yaml`), planText(i));
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=Plans");
  git("checkout", "--quiet", "-b", "promote/one");
  const stand = (standing: string) => {
    const text = planText(1).replace("standing: planned", `standing: ${standing}`);
    writeFileSync(join(folder, "flags/feature-1.yaml"), text);
    git("commit", "--quiet", "--all", `--message=Now ${standing}`);
  };
  stand("uat");
  git("checkout", "--quiet", "main");
  let next = "uat";
  const raiseOrLower = () => {
    stand(next);
    next = next === "uat" ? "planned" : "uat";
  };
  return {
    root: folder,
    raiseOrLower,
    forgetStores: () => rmSync(join(folder, "runtime"), { recursive: true, force: true }),
    forget: () => rmSync(join(folder, ".git/flaghoist"), { recursive: true, force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
