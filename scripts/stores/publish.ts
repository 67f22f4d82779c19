import type { Publication } from "../flag/settings.ts";
import { fileAt } from "./file.ts";
import type { StoreWorld } from "./open.ts";
import { etcdText } from "./publish/etcd.ts";
import { manifestText } from "./publish/manifest.ts";
import { redisText } from "./publish/redis.ts";
import { s3Text } from "./publish/s3.ts";
import { DocumentProblem, type TextFile } from "./text-file.ts";

/** The place a document of flags is published to, as one text that is read and replaced. */
export function publishedAt(publication: Publication, { root, document, branch, secrets }: StoreWorld): TextFile {
  const fileOf = (file: string) => document?.(file) ?? fileAt(root, file);
  switch (publication.to) {
    case "file":
      return fileOf(publication.file);
    case "branch":
      return branch?.(publication.branch, publication.file) ?? nowhere(publication.branch, publication.file);
    case "redis":
      return redisText(publication, secrets);
    case "etcd":
      return etcdText(publication, secrets);
    case "s3":
      return s3Text(publication, secrets);
    case "manifest":
      return manifestText(publication, fileOf(publication.file));
  }
}

/** Where nobody brought the repository along, a branch of it cannot be asked; that is said, and nothing is thrown raw. */
function nowhere(branch: string, file: string): TextFile {
  const name = `${file} on ${branch}`;
  const why = `${name}: this command has no repository at hand whose branches it may write: publish to a file, or run a sync`;
  const refuse = () => Promise.reject(new DocumentProblem("unreachable", why));
  return { name, read: refuse, write: refuse };
}
