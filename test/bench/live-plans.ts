import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** When the plans entered their stage, and when they are looked at: 20 hours of a soak of two days. */
const entered = "2025-03-10T14:00:00Z";
export const lookedAt = "2025-03-11T10:00:00Z";

const planText = (i: number) => `title: Feature ${i}
owner: "@rlindqvist"
standing: canary
timezone: America/New_York
flags: { feature_${i}: { description: A feature } }
approvals: [product]
rollback: { text: Take it down., watchers: ["@tmarsh"] }
metrics:
  errors:
    kind: ratio
    objective: { max: 0.01 }
    bad: { provider: prometheus, query: 'sum(increase(errors_total{flag="feature_${i}"}[{{window}}])) or vector(0)' }
    total: { provider: prometheus, query: 'sum(increase(requests_total{flag="feature_${i}"}[{{window}}]))' }
    unit: actor
    onFail: revert
  slow:
    kind: ratio
    objective: { max: 0.05 }
    bad: { provider: prometheus, query: 'sum(increase(slow_total{flag="feature_${i}"}[{{window}}])) or vector(0)' }
    total: { provider: prometheus, query: 'sum(increase(requests_total{flag="feature_${i}"}[{{window}}]))' }
    unit: actor
    onFail: revert
  used:
    kind: count
    objective: { min: 500 }
    value: { provider: prometheus, query: 'sum(increase(requests_total{flag="feature_${i}"}[{{window}}]))' }
    onFail: hold
stages:
  - { name: canary, exposure: { percent: 10 }, soak: P2D, criteria: [errors, slow, used], results: { uniqueUsers: ~ } }
  - { name: full, exposure: { percent: 100 }, soak: P1D }
`;

/** A repository of plans that all stand in canary, three criteria each, and a store that shows what main says. */
export function livePlans(size: number, prometheus: string) {
  const root = mkdtempSync(join(tmpdir(), `flaghoist-bench-live-${size}-`));
  const dates = { GIT_AUTHOR_DATE: entered, GIT_COMMITTER_DATE: entered };
  const env = { ...process.env, ...dates, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", ...args], { cwd: root, env });
  mkdirSync(join(root, "flags"));
  mkdirSync(join(root, ".github"));
  writeFileSync(
    join(root, ".github/flaghoist.yaml"),
    `environments:
  production: { stores: [{ kind: flagd, file: runtime/production.flagd.json }] }
providers: { prometheus: { kind: prometheus, url: "${prometheus}" } }
disciplines: { product: ["@rlindqvist"] }
`,
  );
  writeFileSync(join(root, ".gitignore"), "runtime/\n");
  for (let i = 0; i < size; i++) writeFileSync(join(root, `flags/feature-${i}.yaml`), planText(i));
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=Plans");
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** A day of healthy counts for every plan, a sample each half hour, as OpenMetrics text. */
export function healthyCounts(size: number): string {
  const begin = Date.parse(entered) / 1000 - 3600;
  const steps = Array.from({ length: 46 }, (_, i) => i);
  const family = (name: string, perStep: number) => {
    const lines = Array.from({ length: size }, (_, flag) =>
      steps.map((i) => `${name}_total{flag="feature_${flag}"} ${i * perStep} ${begin + i * 1800}`).join("\n"),
    );
    return `# TYPE ${name} counter\n${lines.join("\n")}`;
  };
  return `${[family("errors", 0.2), family("requests", 50), family("slow", 1)].join("\n")}\n# EOF\n`;
}
