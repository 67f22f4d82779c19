import type { PatchedFile } from "../../git/diff.ts";
import type { Repository } from "../state/repository.ts";
import { apiOf, pageOf } from "./repositories.ts";

/** A changed file as `/pulls/N/files` and comparisons show it. */
export const renderPatches = (repository: Repository, head: string) => (file: PatchedFile) => ({
  ...file,
  changes: file.additions + file.deletions,
  blob_url: `${pageOf(repository)}/blob/${head}/${encodeURI(file.filename)}`,
  raw_url: `${pageOf(repository)}/raw/${head}/${encodeURI(file.filename)}`,
  contents_url: `${apiOf(repository)}/contents/${encodeURI(file.filename)}?ref=${head}`,
});
