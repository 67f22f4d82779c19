import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demand } from "../../emulator/http/permission.ts";
import { tokenOf } from "../../emulator/http/tokens.ts";
import { resolve } from "../../git/repository.ts";
import type { Stub } from "./stub.ts";

/** actions/checkout: brings a commit into the workspace, with the token it is given. */
export const checkout: Stub = {
  inputs: [
    "repository",
    "ref",
    "token",
    "path",
    "fetch-depth",
    "fetch-tags",
    "persist-credentials",
    "clean",
    "sparse-checkout",
    "filter",
    "show-progress",
    "submodules",
  ],
  run({ inputs, job }) {
    const { event, options } = job.run;
    const { world } = options.github;
    const repository = world.repositories.get((inputs.repository || event.repository.fullName).toLowerCase());
    try {
      const token = tokenOf(world, inputs.token || job.token.value);
      demand(token, ["contents:read"]);
      const commit = repository && resolve(repository.git, inputs.ref || event.sha);
      if (!commit) return { code: 1, log: `fatal: couldn't find remote ref ${inputs.ref}` };
      const folder = join(job.workspace, inputs.path ?? "");
      mkdirSync(folder, { recursive: true });
      const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
      const depth = inputs["fetch-depth"] === "0" ? [] : ["--depth=1"];
      git("init", "--quiet");
      git("fetch", "--quiet", ...depth, `file://${repository.git.folder}`, `${commit}:refs/remotes/origin/checked-out`);
      git("checkout", "--quiet", "--force", commit);
      return { log: `HEAD is now at ${commit.slice(0, 7)}`, outputs: { ref: inputs.ref || event.ref, commit } };
    } catch (error) {
      return { code: 1, log: `fatal: could not read from remote repository: ${(error as Error).message}` };
    }
  },
};
