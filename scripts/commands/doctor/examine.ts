import type { SetUpFacts } from "../../forge/github/set-up.ts";
import { forbids, type RulesetFile } from "../../workflows/upkeep/ruleset-file.ts";
import type { EnvironmentName } from "../setup/names.ts";
import { environmentNames, keyName } from "../setup/names.ts";
import { appOf, installed, variables } from "./app.ts";
import { hindered, rulesOf } from "./rulesets.ts";
import { type Ailment, asked, fine, look, type Said, wrong } from "./said.ts";

export interface Wanted {
  readonly branch: string;
  readonly method: "merge" | "squash" | "rebase";
  readonly basic: boolean;
  readonly secrets: Readonly<Record<EnvironmentName, readonly string[]>>;
  readonly rulesets: readonly RulesetFile[];
}

export const workflowFiles = ["ci", "flag-gate", "flag-monitor", "flag-pr", "flag-sync"].map(
  (name) => `.github/workflows/${name}.yml`,
);

const owner = "ask with the token of an owner of the organization";

/** Everything there is to say of a repository's set-up. Pure. */
export function ailments(facts: SetUpFacts, wanted: Wanted): readonly Ailment[] {
  const app = wanted.basic ? null : appOf(facts.variables);
  return [
    ...look("repository", facts.repository, ({ defaultBranch, mergeMethods, autoMerge }) => [
      defaultBranch === wanted.branch
        ? fine(`the default branch is ${wanted.branch}`)
        : wrong(`the default branch is ${defaultBranch}, not ${wanted.branch}`, "schedules run there: make them one"),
      mergeMethods.includes(wanted.method)
        ? fine(`it may be merged by ${wanted.method}`)
        : wrong(`merge.method is ${wanted.method}, which the repository forbids`, "allow it under Settings, General"),
      autoMerge
        ? wrong("auto-merge is on, which merges when GitHub is content, not when it was judged", "turn it off")
        : fine("nothing merges by itself"),
    ]),
    ...wanted.rulesets
      .filter((file) => forbids(file, wanted.method))
      .map(({ file }) => ({
        ...wrong(`merge.method is ${wanted.method}, which ${file} forbids`, `change the one or the other`),
        about: "rulesets",
      })),
    ...look("workflow token", facts.workflowToken, ({ level, mayApprove }) => [
      level === "read" ? fine("reads unless a job says more") : wrong(`is ${level} by default`, "set it to read"),
      mayApprove === wanted.basic
        ? fine(mayApprove ? "may open pull requests" : "may not approve pull requests")
        : wrong(
            mayApprove ? "may approve pull requests" : "may not open pull requests, which the basic mode does",
            `turn "Allow GitHub Actions to create and approve pull requests" ${mayApprove ? "off" : "on"}`,
          ),
    ]),
    ...look("variables", facts.variables, (found) => variables(found, wanted.basic)),
    ...(app === null ? [] : look("App", facts.apps, (found) => installed(app, found), owner)),
    ...look("rulesets", facts.rulesets, (found) =>
      wanted.rulesets.flatMap((file) => rulesOf(file, found, wanted.basic, app?.id ?? null)),
    ),
    ...look("rulesets", facts.branchRules, hindered),
    ...look("environments", facts.environments, (found) =>
      environmentNames.flatMap((name) => environment(name, found, wanted)),
    ),
    ...look("secrets", facts.secrets, (found) => exposed(found, wanted)),
    ...look("CODEOWNERS", facts.codeowners, (errors) =>
      errors.length === 0
        ? [fine("every line counts")]
        : errors.map((error) => wrong(error, "mend the line: it does not count")),
    ),
    ...look("workflows", facts.workflows, (found) => workflowFiles.map((file) => workflow(file, found))),
  ];
}

function environment(name: EnvironmentName, found: Facts, { branch, basic, secrets }: Wanted): readonly Said[] {
  const there = found.find((one) => one.name === name);
  if (there === undefined) return [wrong(`there is no environment ${name}`, asked)];
  const needed = [...(basic ? [] : [keyName]), ...secrets[name]];
  return [
    ...look("", there.branches, (branches) => {
      const open = branches === null || branches.length !== 1 || branches[0] !== branch;
      const who = branches === null ? "every branch" : branches.join(", ") || "no branch";
      return [
        open ? wrong(`${name} is open to ${who}`, `let ${branch} alone in`) : fine(`${name} is for ${branch} alone`),
      ];
    }),
    ...look("", there.secrets, (names) => {
      const missing = needed.filter((one) => !names.includes(one));
      return missing.length === 0
        ? [fine(`${name} has ${needed.length === 0 ? "all it needs" : needed.join(", ")}`)]
        : missing.map((one) => wrong(`${name} has no secret ${one}`, `gh secret set ${one} --env ${name}`));
    }),
  ];
}

/** What an environment keeps for main must not be there for every branch too. */
function exposed(found: readonly string[], { basic, secrets }: Wanted): readonly Said[] {
  const kept = new Set([...(basic ? [] : [keyName]), ...Object.values(secrets).flat()]);
  const open = found.filter((name) => kept.has(name));
  return open.length === 0
    ? [fine("what environments keep is kept there alone")]
    : open.map((name) =>
        wrong(
          `${name} is a secret of the repository too, which a workflow of any branch may read`,
          `set it in its environments, then \`gh secret delete ${name}\``,
        ),
      );
}

type Facts = Extract<SetUpFacts["environments"], { readonly kind: "told" }>["value"];

function workflow(file: string, found: readonly { readonly file: string; readonly state: string }[]): Said {
  const there = found.find((one) => one.file === file);
  if (there === undefined) return wrong(`${file} is missing`, "copy it from the template to the default branch");
  if (there.state === "active") return fine(`${file} runs`);
  return wrong(`${file} is ${there.state.replaceAll("_", " ")}`, `gh workflow enable ${file.split("/").at(-1)}`);
}
