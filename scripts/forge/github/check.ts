import { createHash } from "node:crypto";
import type { PullRequestReport } from "../forge.ts";
import { once } from "./client.ts";
import { explained, inDoubt } from "./error.ts";
import { type Facts, writeFacts } from "./facts.ts";
import { at, type Github, type Seen } from "./world.ts";

type Checked = Omit<PullRequestReport, "comment">;

/** Never neutral or skipped, which GitHub counts as passed. */
const conclusions = { pass: "success", wait: null, error: "failure", fail: "failure" } as const;

/** GitHub takes 65,535 bytes of each text. */
const longest = 65_535;

/**
 * The check run of a head. What changed is written as a new run, and GitHub goes by the last one of a name: an old run
 * keeps its annotations, and a finished one cannot be made unfinished. `external_id` says what is in it, so that the
 * next pass can tell without reading it.
 */
export async function putCheck(github: Github, seen: Seen, report: Checked): Promise<void> {
  const { number } = seen.node;
  const facts: Facts = {
    ...{ pull: number, pushedAt: null, firstSeen: null, pushers: null },
    ...seen.facts,
    judged: report.judged ?? null,
  };
  const text = writeFacts(facts);
  const wanted = wantedCheck(report, text);
  // When we first saw the head is known from the run that stands there already: it is no reason to write another.
  const known = writeFacts({ ...facts, firstSeen: null });
  const { lasting: news, outcome } = report;
  const lasting =
    news === undefined ? { ...wanted, output: { ...wanted.output, text: known } } : [outcome, news, known];
  const said = createHash("sha256")
    .update(JSON.stringify([number, lasting]))
    .digest("hex")
    .slice(0, 32);
  const external_id = `#${number} ${said}`;
  if (seen.check?.externalId === external_id) return;
  const startedAt = await create(github, report.head, external_id, wanted);
  const check = { externalId: external_id, status: "", conclusion: wanted.conclusion ?? null, startedAt, text };
  github.pass.seen.set(number, { ...seen, facts, check });
}

function wantedCheck(report: Checked, text: string) {
  const { outcome, title, summary = "", annotations = [] } = report;
  const conclusion = conclusions[outcome];
  const output = {
    title: title.slice(0, 255),
    summary: bytes(summary === "" ? title : summary, longest),
    text,
    annotations: annotations.slice(0, 50).map((one) => ({
      path: one.path,
      start_line: one.startLine,
      end_line: one.endLine,
      ...(one.startColumn === undefined ? {} : { start_column: one.startColumn }),
      ...(one.endColumn === undefined ? {} : { end_column: one.endColumn }),
      annotation_level: one.level,
      title: one.title.slice(0, 255),
      message: one.message,
    })),
  };
  return conclusion === null
    ? { status: "in_progress" as const, output }
    : { status: "completed" as const, conclusion, output };
}

type Wanted = { readonly conclusion?: "success" | "failure" } & ReturnType<typeof wantedCheck>;

/** Writes the run; where no answer comes, looks whether it is there before it is written again. */
async function create(github: Github, head: string, external_id: string, wanted: Wanted): Promise<string | null> {
  const { client, check: name, app } = github;
  for (let left = 3; ; left -= 1) {
    try {
      const asked = { ...at(github), name, head_sha: head, external_id, ...wanted, ...once };
      return (await client.rest.checks.create(asked)).data.started_at;
    } catch (error) {
      if (!inDoubt(error) || left === 1) throw explained(`to write the check ${name} of ${head.slice(0, 10)}`, error);
      const { data } = await client.rest.checks
        .listForRef({ ...at(github), ref: head, check_name: name, app_id: app.id, filter: "all", per_page: 100 })
        .catch((found: unknown) => {
          throw explained(`to read the checks of ${head.slice(0, 10)}`, found);
        });
      const latest = data.check_runs.reduce<(typeof data.check_runs)[number] | null>(
        (last, run) => (last === null || run.id > last.id ? run : last),
        null,
      );
      if (latest?.external_id === external_id) return latest.started_at;
    }
  }
}

function bytes(text: string, most: number): string {
  const whole = Buffer.from(text);
  return whole.length <= most ? text : new TextDecoder().decode(whole.subarray(0, most - 3)).replace(/\uFFFD$/, "");
}
