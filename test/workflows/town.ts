import { DateTime } from "luxon";
import type { Answered } from "../../scripts/flag/measurement.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import type { Forge } from "../../scripts/forge/forge.ts";
import { type LocalForge, localForge } from "../../scripts/forge/local.ts";
import type { Notice } from "../../scripts/notices/notice.ts";
import { memoryStore } from "../../scripts/stores/memory.ts";
import type { Store } from "../../scripts/stores/store.ts";
import type { Ports } from "../../scripts/workflows/ports.ts";
import { type TestRepository, testRepository } from "../support/repository.ts";

/** A real git repository, a store in memory, numbers on demand and a clock: what the workflows run on in tests. */
export interface Town {
  readonly repository: TestRepository;
  readonly forge: LocalForge;
  readonly flags: Map<string, Reading>;
  readonly store: Store;
  /** What each query answers; anything else is no data. */
  readonly answers: Map<string, Answered>;
  readonly notices: Notice[];
  /** In the order they happened: `store write`, `forge commit`, ... */
  readonly happened: string[];
  at: DateTime;
  ports(over?: Partial<Forge>): Ports;
  /** Commits the plan to main as `by` at the town's time. */
  plan(text: string, name?: string): string;
  /** Opens a pull request that gives a plan this text. */
  propose(branch: string, text: string, files?: Readonly<Record<string, string>>): Promise<number>;
  approve(number: number, ...logins: readonly string[]): Promise<void>;
}

export const settings = `environments:
  production: { stores: [{ kind: memory, name: production }], propagation: PT0S }
providers: { numbers: { kind: recorded, file: numbers.csv } }
disciplines: { product: ["@rlindqvist"], engineering: ["@tmarsh"] }
merge: { automatic: true, method: squash }
`;

export interface PlanParts {
  readonly standing?: string;
  readonly max?: number;
  readonly key?: string;
  readonly reverts?: string;
  readonly results?: string;
}

/** A short plan: testers, canary, full; one error rate that reverts. */
export function planText({
  standing = "planned",
  max = 0.01,
  key = "download",
  reverts = "[]",
  results = "~",
}: PlanParts) {
  return `title: Download
owner: "@rlindqvist"
standing: ${standing}
timezone: America/New_York
flags: { ${key}: { description: People can download } }
approvals: [product]
rollback: { text: Take it down., watchers: ["@tmarsh"] }
metrics:
  errors:
    kind: ratio
    objective: { max: ${max} }
    bad: { provider: numbers, query: bad }
    total: { provider: numbers, query: total }
    unit: actor
    minSamples: 200
    onFail: revert
stages:
  - { name: testers, exposure: { actors: [{ name: Ada Reyes, id: { secret: ADA } }] }, soak: PT4H }
  - { name: canary, exposure: { percent: 10 }, soak: P1D, results: { uniqueUsers: ${results} } }
  - { name: full, exposure: { percent: 100 }, soak: P1D }
reverts: ${reverts}
`;
}

export async function town(
  over: { readonly settings?: string; readonly missing?: readonly string[] } = {},
): Promise<Town> {
  const repository = testRepository();
  repository.commit({ ".github/flaghoist.yaml": over.settings ?? settings }, { at: "2025-03-10T13:00:00Z" });
  const flags = new Map<string, Reading>();
  const happened: string[] = [];
  const memory = memoryStore({ name: "production", flags });
  const store: Store = {
    ...memory,
    write: (writes) => {
      happened.push(...writes.map(({ key }) => `store ${key}`));
      return memory.write(writes);
    },
  };
  const answers = new Map<string, Answered>();
  const notices: Notice[] = [];
  const secrets = (name: string) => (over.missing?.includes(name) ? undefined : `id-of-${name}`);
  const self = { at: DateTime.fromISO("2025-03-10T14:00:00Z", { zone: "utc" }) };
  const forge = await localForge({
    root: repository.root,
    baseBranch: "main",
    now: () => self.at,
    identity: { name: "Flaghoist", email: "flaghoist@example.org" },
  });
  const numbers = {
    name: "numbers",
    resolve: ({ query }: { readonly query: string }) => query,
    ask: async ({ query }: { readonly query: string }): Promise<Answered> =>
      answers.get(query) ?? { kind: "no-data", why: `nothing is known of ${query}` },
  };
  return Object.assign(self, {
    repository,
    forge,
    flags,
    store,
    answers,
    notices,
    happened,
    ports: (changed: Partial<Forge> = {}): Ports => ({
      forge: {
        ...forge,
        commit: (request) => {
          happened.push(`commit ${request.branch}`);
          return forge.commit(request);
        },
        ...changed,
      },
      openStore: () => store,
      openProviders: () => new Map(["numbers", "counts"].map((name) => [name, numbers])),
      openNotifiers: () => [
        {
          name: "test",
          tell: async (notice: Notice) => {
            notices.push(notice);
            return { kind: "told" as const };
          },
        },
      ],
      secrets,
      now: self.at,
      progress: () => {},
    }),
    plan: (text: string, name = "download") =>
      repository.commit({ [`flags/${name}.yaml`]: text }, { at: self.at.toISO()!, by: "jwexler" }),
    propose: async (branch: string, text: string, files: Readonly<Record<string, string>> = {}) => {
      const all = { "flags/download.yaml": text, ...files };
      repository.commit(all, { on: branch, from: "main", at: self.at.toISO()!, by: "jwexler" });
      return forge.open({ branch, title: branch, body: "", requestedBy: "jwexler" });
    },
    approve: async (number: number, ...logins: readonly string[]) => {
      self.at = self.at.plus({ minutes: 5 });
      for (const by of logins) await forge.review(number, { by, opinion: "approved", at: self.at });
    },
  });
}

export const number = (value: number): Answered => ({ kind: "number", value });
