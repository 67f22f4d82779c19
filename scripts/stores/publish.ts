import type { Publication } from "../flag/settings.ts";
import { fileAt } from "./file.ts";
import type { StoreWorld } from "./open.ts";
import type { TextFile } from "./text-file.ts";

/** The place a document of flags is published to, as one text that is read and replaced. */
export function publishedAt(publication: Publication, { root, document }: StoreWorld): TextFile {
  switch (publication.to) {
    case "file":
      return document?.(publication.file) ?? fileAt(root, publication.file);
    case "branch":
    case "redis":
    case "etcd":
    case "s3":
    case "manifest":
      throw new Error(`not built: ${publication.to}`);
  }
}
