import { describe, expect, it } from "vitest";
import { api, pin, workshop } from "./runner/bench.ts";

const one = (on: string, steps: string, more = "") => `name: one
on: ${on}
permissions: {}
jobs:
  job:
    runs-on: ubuntu-24.04
${more}    steps:
${steps}`;

const ask = (route: string, more = "") => `      - id: ask
        uses: $/.github/actions/ask
        with: { route: "${route}"${more} }
`;

describe("RUN-1  a job may what it declares, and no more", () => {
  it.each([
    ["      pull-requests: read\n", "success", ["pull_requests:read"]],
    ["      pull-requests: write\n      contents: read\n", "success", ["pull_requests:read"]],
    ["      contents: write\n", "failure", []],
  ])("%j: %s", async (permissions, result, used) => {
    const { runner, github } = await workshop({
      "one.yml": one("workflow_dispatch", ask(`GET ${api}/pulls`), `    permissions:\n${permissions}`),
    });
    const [run] = await runner.dispatch("one.yml");
    const job = run!.jobs.job!;
    expect(job).toMatchObject({ result, token: { used } });
    if (result === "failure") {
      const message = "403 Resource not accessible by integration";
      expect(job.annotations).toEqual([{ level: "error", file: "flags/a.yaml", line: 1, message }]);
    }
    expect(github.violations).toEqual([]);
  });

  it("shows no token in its log, and lets it end with the job", async () => {
    const { runner, github } = await workshop({
      "one.yml": one("workflow_dispatch", ask(`GET ${api}/pulls`), "    permissions: { pull-requests: read }\n"),
    });
    const [run] = await runner.dispatch("one.yml");
    expect(run!.jobs.job!.log).toBe(`fine ***\nafter GET ${api}/pulls\n`);
    expect(
      [...github.world.tokens.values()].filter(({ kind, revoked }) => kind === "workflow" && !revoked),
    ).toHaveLength(1);
  });
});

describe("RUN-2  actions", () => {
  const refused = async (uses: string) => {
    const { runner } = await workshop({ "one.yml": one("workflow_dispatch", `      - uses: ${uses}\n`) });
    return (await runner.dispatch("one.yml"))[0]!.jobs.job!.annotations[0]?.message;
  };

  it.each([
    ["actions/checkout@v7", "actions/checkout@v7 is not pinned to a commit: write its 40 digits after @"],
    [`somebody/else@${pin}`, "nothing stands for somebody/else: add a stub for it"],
    [`actions/checkout@${pin}\n        with: { persist: true }`, `actions/checkout@${pin}: unexpected input persist`],
    ["$/.github/actions/ask\n        with: { rout: x }", "$/.github/actions/ask: unexpected input rout"],
    ["./.github/actions/ask", expect.stringContaining("Did you forget to run actions/checkout")],
  ])("%s is refused", async (uses, why) => {
    expect(await refused(uses)).toEqual(why);
  });

  it("of the workflow's own commit are not those in the workspace", async () => {
    const spoil = `      - uses: actions/checkout@${pin}
      - run: echo 'throw new Error("spoilt")' > .github/actions/dist/ask.mjs
${ask(`GET ${api}/pulls`)}      - { id: here, continue-on-error: true, uses: ./.github/actions/ask, with: { route: x } }
`;
    const { runner } = await workshop({
      "one.yml": one("workflow_dispatch", spoil, "    permissions: { contents: read, pull-requests: read }\n"),
    });
    const job = (await runner.dispatch("one.yml"))[0]!.jobs.job!;
    expect(job.result).toBe("success");
    expect(job.steps.map(({ id, outcome }) => [id, outcome])).toContainEqual(["here", "failure"]);
    expect(job.token.used).toEqual(["contents:read", "pull_requests:read"]);
  });
});

describe("RUN-3  steps and jobs", () => {
  it("pass outputs, variables and paths on, and skip what does not hold", async () => {
    const { runner } = await workshop({
      "two.yml": `name: two
on: workflow_dispatch
permissions: {}
env: { WHO: world }
jobs:
  first:
    runs-on: ubuntu-24.04
    outputs: { greeting: "\${{ steps.say.outputs.greeting }}" }
    steps:
      - run: |
          echo "MORE=again" >> "$GITHUB_ENV"
          echo "# Summary of $WHO" >> "$GITHUB_STEP_SUMMARY"
      - id: say
        run: printf 'greeting<<END\\nhello\\n%s %s\\nEND\\n' "$WHO" "$MORE" >> "$GITHUB_OUTPUT"
      - if: failure()
        run: exit 1
  broken:
    runs-on: ubuntu-24.04
    steps: [{ run: "false | true" }, { shell: bash, run: "false | true" }, { if: always(), run: "echo still" }, { run: "echo never" }]
  after:
    needs: [first, broken]
    runs-on: ubuntu-24.04
    steps: [{ run: "echo never" }]
  final:
    if: always()
    needs: [first, broken, after]
    runs-on: ubuntu-24.04
    steps:
      - run: test "$RESULTS" = "success failure skipped"
        env: { RESULTS: "\${{ needs.first.result }} \${{ needs.broken.result }} \${{ needs.after.result }}" }
`,
    });
    const [run] = await runner.dispatch("two.yml");
    const { first, broken, after, final } = run!.jobs;
    expect(first).toMatchObject({ outputs: { greeting: "hello\nworld again" }, summary: "# Summary of world\n" });
    expect(broken!.steps.map(({ outcome }) => outcome)).toEqual(["success", "failure", "success", "skipped"]);
    expect([first, broken, after, final].map((job) => job!.result)).toEqual([
      "success",
      "failure",
      "skipped",
      "success",
    ]);
    expect(run!.conclusion).toBe("failure");
  });

  it("are multiplied by a matrix", async () => {
    const { runner } = await workshop({
      "matrix.yml": `name: matrix
on: workflow_dispatch
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    strategy: { matrix: { node: [20, 24], os: [a, b], exclude: [{ node: 20, os: b }], include: [{ node: 26, os: c }] } }
    steps: [{ run: "test \${{ matrix.node }} != 24" }]
  final:
    if: always()
    needs: test
    runs-on: ubuntu-24.04
    steps: [{ run: "test \${{ needs.test.result }} = success" }]
`,
    });
    const [run] = await runner.dispatch("matrix.yml");
    expect(Object.entries(run!.jobs).map(([name, { result }]) => `${name}: ${result}`)).toEqual([
      ...["test (20, a): success", "test (24, a): failure", "test (24, b): failure", "test (26, c): success"],
      "final: failure",
    ]);
  });

  it("do not begin where GitHub's parser finds a fault", async () => {
    const { runner } = await workshop({
      "bad.yml": one("workflow_dispatch", "      - run: echo ${{ nothing.at.all }}\n"),
    });
    await expect(runner.dispatch("bad.yml")).rejects.toThrow(/GitHub would refuse .*bad.yml.*nothing/);
  });
});
