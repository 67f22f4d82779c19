import type { DateTime } from "luxon";
import { localForge } from "../../scripts/forge/local.ts";
import { type ForgeWorld, forgeConformance, hour } from "../conformance/forge.ts";
import { type TestRepository, testRepository } from "../support/repository.ts";

forgeConformance("local", () => world(testRepository()));
forgeConformance("local, SHA-256 objects, no branch checked out", async () => {
  const repository = testRepository("--object-format=sha256");
  repository.commit({ README: "Nothing checked out\n" });
  repository.git("checkout", "--quiet", "--detach");
  return world(repository);
});

/** A push is a commit that the forge looks at when it arrives, whatever date the commit claims. */
async function world(repository: TestRepository): Promise<ForgeWorld> {
  let now: DateTime = hour(0);
  const team = { name: "@example-org/engineers", logins: ["tmarsh", "jwexler"] };
  repository.commit({ "flags/seed.yaml": "standing: planned\n" }, { on: "main", at: now.toISO()! });
  const forge = await localForge({
    root: repository.root,
    baseBranch: "main",
    now: () => now,
    identity: { name: "Flaghoist", email: "flaghoist@example.org" },
    teams: { [team.name]: team.logins },
  });
  return {
    forge,
    team,
    async push(branch, files, by, at, dated = at) {
      now = at;
      const head = repository.commit(files, { on: branch, from: "main", by, at: dated.toISO()! });
      await forge.pullRequests();
      return head;
    },
    async review(number, { at, ...review }) {
      now = at;
      await forge.review(number, { at, ...review });
    },
    async comments(number) {
      const commits = repository.git("notes", "--ref=flaghoist/reports", "list").split("\n");
      const lines = commits.map((line) =>
        repository.git("notes", "--ref=flaghoist/reports", "show", line.split(" ")[1]!),
      );
      const reports: { number: number; comment: string }[] = lines
        .join("\n")
        .split("\n")
        .map((line) => JSON.parse(line));
      const writes = Number(repository.git("rev-list", "--count", "refs/notes/flaghoist/reports"));
      return { texts: reports.filter((report) => report.number === number).map(({ comment }) => comment), writes };
    },
  };
}
