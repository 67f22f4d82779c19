import type { Secrets } from "../../flag/secrets.ts";
import type { Publication } from "../../flag/settings.ts";
import { DocumentProblem, type TextFile } from "../text-file.ts";
import { fits, largest, textOf } from "./bytes.ts";
import { certain } from "./certain.ts";
import { openBucket } from "./s3-object.ts";

type Settings = Omit<Extract<Publication, { readonly to: "s3" }>, "to">;

/** An entity tag that no object has. */
const nobodys = `"00000000000000000000000000000000"`;

/**
 * An object of an S3-compatible bucket as a document. A write is a conditional PUT, `If-Match` on the entity tag that
 * was read, or `If-None-Match: *` where there is no object
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html). Some servers take such a PUT and
 * ignore the condition, so any but AWS itself is first asked to put what is there under a condition that cannot hold.
 */
export function s3Text(settings: Settings, secrets: Secrets, timeoutMs = 30_000): TextFile {
  const name = `${settings.key} in the bucket ${settings.bucket}`;
  const object = openBucket({ ...settings, secrets, timeoutMs }, name);
  const found = async () => {
    const held = await object.get();
    return held === null ? null : { text: textOf(held.bytes, name), etag: held.etag };
  };
  const read = async () => (await found())?.text ?? null;

  return {
    name,
    read,
    async write(text, expected) {
      fits(text, name, largest);
      const before = await found();
      if ((before?.text ?? null) !== expected) return "changed";
      if (before !== null && settings.url !== null) {
        const probe = await object.put(before.text, { "if-match": nobodys });
        if (probe === "written") throw careless(name);
        if (typeof probe === "object") throw new DocumentProblem("unreachable", `${probe.lost}. Nothing was written`);
      }
      const sent = await object.put(text, before === null ? { "if-none-match": "*" } : { "if-match": before.etag });
      return certain(sent, { name, text, expected }, read);
    },
  };
}

function careless(name: string): DocumentProblem {
  const cure = "use a server that honours If-Match on PUT, or publish to another place";
  return new DocumentProblem(
    "invalid",
    `${name}: this server takes a PUT whose condition does not hold, so two syncs could undo each other: ${cure}`,
  );
}
