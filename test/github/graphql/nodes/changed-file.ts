import { forkPoint } from "../../emulator/rest/pulls.ts";
import type { Repository } from "../../emulator/state/repository.ts";
import type { Pull } from "../../emulator/state/threads.ts";
import { changesBetween, patchesBetween } from "../../git/diff.ts";

const types = {
  added: "ADDED",
  modified: "MODIFIED",
  removed: "DELETED",
  renamed: "RENAMED",
  copied: "COPIED",
  changed: "CHANGED",
};

/** No more files than this are told of, whatever their number. */
const most = 3000;

/** Files a pull request changes. Git is asked where a file may have been renamed, or how many lines changed. */
export function changedFileNodes({ git, ...rest }: Repository, pull: Pull) {
  const from = forkPoint({ git, ...rest }, pull);
  const changes = changesBetween(git, from, pull.headOid);
  const renamed = changes.some(({ before }) => before === null) && changes.some(({ after }) => after === null);
  const files = renamed
    ? patchesBetween(git, from, pull.headOid).map(({ filename, status }) => ({
        path: filename,
        changeType: types[status],
      }))
    : changes.map(({ path, before, after }) => ({
        path,
        changeType: before === null ? "ADDED" : after === null ? "DELETED" : "MODIFIED",
      }));
  const patch = (path: string) => patchesBetween(git, from, pull.headOid).find(({ filename }) => filename === path);
  return files.slice(0, most).map((file) => ({
    ...{ __typename: "PullRequestChangedFile", ...file },
    additions: () => patch(file.path)?.additions ?? 0,
    deletions: () => patch(file.path)?.deletions ?? 0,
  }));
}
