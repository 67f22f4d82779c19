import { DateTime } from "luxon";
import type { Deployment } from "../flag/deployment.ts";
import { runtimeBranch } from "../forge/forge.ts";
import type { TextFile } from "../stores/text-file.ts";
import { branchFile } from "./branch-file.ts";
import { reasonOf } from "./careful.ts";
import type { Ports } from "./ports.ts";

const version = 1;
const tries = 5;

/** What was applied where, or why that cannot be told. */
export type Deployments =
  | { readonly kind: "known"; readonly deployments: readonly Deployment[] }
  | { readonly kind: "unreadable"; readonly why: string };

/** Where the records are kept: beside what runs, on a branch of their own. */
export function recordsOf({ forge, now }: Ports): TextFile {
  return branchFile(forge, runtimeBranch, "deployments.json", now, "Record what runs");
}

/** The records of deployments; none where nothing was ever deployed. */
export async function readDeployments(records: TextFile): Promise<Deployments> {
  try {
    return deploymentsIn(await records.read(), records.name);
  } catch (thrown) {
    return { kind: "unreadable", why: reasonOf(thrown) };
  }
}

function deploymentsIn(text: string | null, name: string): Deployments {
  if (text === null) return { kind: "known", deployments: [] };
  const broken = (what: string): Deployments => ({
    kind: "unreadable",
    why: `${name} ${what}: restore it from the branch's history, or remove it to begin anew`,
  });
  try {
    const { version: found, deployments } = Object(JSON.parse(text)) as Record<string, unknown>;
    if (found !== version) return broken(`is of version ${JSON.stringify(found)}, and version ${version} is read here`);
    if (!Array.isArray(deployments) || !deployments.every(isDeployment)) return broken("holds what is no deployment");
    return { kind: "known", deployments };
  } catch {
    return broken("is not JSON");
  }
}

const texts = ["environment", "store", "key", "plan", "standing", "cohort", "commit"];

function isDeployment(one: unknown): one is Deployment {
  const { exposure, appliedAt, verifiedAt, ...rest } = Object(one) as Record<string, unknown>;
  const { percent, actors, digest } = Object(exposure) as Record<string, unknown>;
  return (
    texts.every((name) => typeof rest[name] === "string") &&
    isInstant(appliedAt) &&
    (verifiedAt === null || isInstant(verifiedAt)) &&
    typeof percent === "number" &&
    typeof actors === "number" &&
    typeof digest === "string"
  );
}

const isInstant = (text: unknown) => typeof text === "string" && DateTime.fromISO(text).isValid;

/**
 * Writes what changed, on top of whatever another run recorded meanwhile: `change` is asked again for each try. Gives
 * why not, or null.
 */
export async function recordDeployments(
  records: TextFile,
  change: (before: readonly Deployment[]) => readonly Deployment[],
): Promise<string | null> {
  try {
    for (let left = tries; left > 0; left -= 1) {
      const expected = await records.read();
      const before = deploymentsIn(expected, records.name);
      if (before.kind === "unreadable") return before.why;
      const after = change(before.deployments);
      if (JSON.stringify(after) === JSON.stringify(before.deployments)) return null;
      if ((await records.write(textOf(after), expected)) === "written") return null;
    }
    return `${records.name} was changed by somebody else during each of ${tries} tries to write it: sync again`;
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

/** One deployment a line, so that the branch's history shows which one changed. */
function textOf(deployments: readonly Deployment[]): string {
  const lines = deployments.map((one) => `    ${JSON.stringify(one)}`);
  return `{\n  "version": ${version},\n  "deployments": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
