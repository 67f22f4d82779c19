import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import type { Secrets } from "../../flag/secrets.ts";
import { readAddress } from "../../http/address.ts";
import type { Failure } from "../../http/failure.ts";
import { type Exchange, openHttp, type Reply } from "../../http/http.ts";
import { readSecrets } from "../../http/token.ts";
import { DocumentProblem } from "../text-file.ts";
import { largest } from "./bytes.ts";
import type { Sent } from "./certain.ts";

export type Condition = { readonly "if-match": string } | { readonly "if-none-match": "*" };

/** One object of a bucket, request by request. */
export interface S3Object {
  /** Null where there is no object of this key. */
  get(): Promise<{ readonly bytes: Uint8Array; readonly etag: string } | null>;
  put(text: string, condition: Condition): Promise<Sent>;
}

export interface Bucket {
  /** Null for AWS itself. */
  readonly url: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  /** Environment variables, as the next two. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
  readonly secrets: Secrets;
  readonly timeoutMs: number;
}

export function openBucket(settings: Bucket, name: string): S3Object {
  const { accessKeyId, secretAccessKey, sessionToken, region, secrets, timeoutMs } = settings;
  const address = readAddress(addressOf(settings));
  const needed = {
    accessKeyId: [accessKeyId, "the id of the access key"],
    secretAccessKey: [secretAccessKey, "the secret access key"],
    sessionToken: [sessionToken, "the session token of temporary credentials"],
  } as const;
  const read = readSecrets(needed, secrets);

  async function ask(asked: Omit<Exchange, "url" | "whole">): Promise<Reply | Failure> {
    if (!address.ok) throw new DocumentProblem("invalid", `${name}: ${address.why}`);
    if (!read.ok) throw new DocumentProblem("unauthorised", `${name}: ${read.why}`);
    const { values } = read;
    const hidden = [values.secretAccessKey, values.accessKeyId, values.sessionToken].filter((one) => one !== null);
    const http = openHttp({
      hosts: [address.url.host],
      headers: {},
      secrets: hidden,
      timeoutMs,
      budgetMs: 2 * timeoutMs,
      maxBytes: largest,
    });
    const { headers } = await new AwsV4Signer({
      method: asked.method,
      url: address.url.href,
      headers: { ...asked.headers, "x-amz-content-sha256": sha256(asked.body ?? "") },
      ...(asked.body !== undefined && { body: asked.body }),
      accessKeyId: values.accessKeyId,
      secretAccessKey: values.secretAccessKey,
      ...(values.sessionToken !== null && { sessionToken: values.sessionToken }),
      region,
      service: "s3",
      allHeaders: true,
    }).sign();
    return http.exchange({ ...asked, url: address.url, headers: Object.fromEntries(headers), whole: true });
  }

  return {
    async get() {
      const reply = await ask({ method: "GET" });
      if (reply.kind === "error") {
        // A proxy's 404 is no word of S3 about the object.
        if (reply.status === 404 && codeIn(reply) === "NoSuchKey") return null;
        throw problem(reply, name);
      }
      const { bytes, etag } = reply.whole ?? { bytes: Buffer.alloc(0), etag: null };
      if (etag !== null) return { bytes, etag };
      throw new DocumentProblem("invalid", `${name} came without an entity tag: is the url that of an S3 service?`);
    },
    async put(text, condition) {
      const headers = { "content-type": "application/json", ...condition };
      const reply = await ask({ method: "PUT", body: text, headers, once: true });
      if (reply.kind === "reply") return "written";
      const { status } = reply;
      if (status === 412 || (status === 409 && codeIn(reply) === "ConditionalRequestConflict")) return "changed";
      // Of an object that was deleted in between.
      if (status === 404 && codeIn(reply) === "NoSuchKey") return "changed";
      if (status === null || status >= 500) return { lost: reply.why };
      throw problem(reply, name);
    },
  };
}

/** The bucket is part of the host at AWS, unless a dot in it would break the certificate. */
function addressOf({ url, region, bucket, key }: Bucket): string {
  const path = key.split("/").map(encode).join("/");
  if (url !== null) return `${url.replace(/[?#].*/, "").replace(/\/+$/, "")}/${encode(bucket)}/${path}`;
  const host = `s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  return bucket.includes(".") ? `https://${host}/${encode(bucket)}/${path}` : `https://${bucket}.${host}/${path}`;
}

/** RFC 3986, as the signature wants it. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** S3 says what is wrong as `<Error><Code>NoSuchKey</Code>...`. */
const codeIn = ({ why }: Failure): string | null => /<Code>([A-Za-z0-9.]+)<\/Code>/.exec(why)?.[1] ?? null;

const cures: Readonly<Record<string, readonly [DocumentProblem["status"], string]>> = {
  AccessDenied: [
    "unauthorised",
    "the key may not do this: it needs s3:GetObject, s3:PutObject and s3:ListBucket (without the last S3 says the same of an object that is not there), and where the bucket is encrypted with a key of KMS kms:Decrypt and kms:GenerateDataKey",
  ],
  NoSuchBucket: ["invalid", "there is no bucket of that name: make it, or name another"],
  RequestTimeTooSkewed: ["unreachable", "this machine's clock is more than 15 minutes wrong"],
  ExpiredToken: ["unauthorised", "the temporary credentials have ended: get new ones"],
  PermanentRedirect: ["invalid", "the bucket is in another region: write that one"],
  AuthorizationHeaderMalformed: ["invalid", "the bucket is in another region: write that one"],
};

function problem(failure: Failure, name: string): DocumentProblem {
  const { status, reason, why } = failure;
  const code = codeIn(failure);
  const known = code === null ? undefined : cures[code];
  if (known !== undefined) return new DocumentProblem(known[0], `${name}: ${known[1]} (${code})`);
  if (code?.startsWith("KMS.")) {
    const cure =
      "the key of KMS that encrypts the bucket cannot be used: is it enabled, and may this access key use it?";
    return new DocumentProblem("unauthorised", `${name}: ${cure} (${code})`);
  }
  if (status === 401 || status === 403) {
    const cure = "are the access key and its secret the right ones?";
    return new DocumentProblem("unauthorised", `${name}: S3 refuses (${code ?? status}): ${cure}`);
  }
  const invalid = ["bad-query", "not-found", "bad-shape", "not-json", "redirect", "config", "too-large"];
  return new DocumentProblem(invalid.includes(reason) ? "invalid" : "unreachable", `${name}: ${why}`);
}
