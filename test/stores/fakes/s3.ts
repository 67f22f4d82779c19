import { createHash, createHmac } from "node:crypto";
import { answer, dropped, type FaultServer, type Seen, startFaults } from "../../http/faults.ts";

export const keys = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "wJalr/XUtn+FEMI" } as const;

export interface S3Fake {
  readonly url: string;
  /** By key, what is held: UTF-8 or any bytes. */
  readonly objects: Map<string, Buffer>;
  readonly seen: readonly Seen[];
  /** True: conditions are taken and ignored, as some S3-compatible servers do. */
  careless: boolean;
  /** What the next PUT meets, each once. */
  wrong: "none" | "conflict" | "deny" | "slow down" | "lost before" | "lost after" | "redirect";
  /** Called before the next PUT is judged: what another writer does in between. */
  between: () => void;
  close(): Promise<void>;
}

/** An S3 of one bucket, `flags`, that checks each signature and honours conditions. Pinned to s3.facts.json. */
export async function startS3(): Promise<S3Fake> {
  const objects = new Map<string, Buffer>();
  const server: FaultServer = await startFaults((request, response) => {
    const seen = server.seen.at(-1)!;
    const say = (status: number, code: string) =>
      answer(
        status,
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
        {
          "content-type": "application/xml",
        },
      )(request, response);
    const trouble = request.method === "PUT" ? fake.wrong : "none";
    if (request.method === "PUT") fake.wrong = "none";
    if (trouble === "lost before") return dropped(request, response);
    const refused = signatureProblem(seen);
    if (refused !== null) return say(403, refused);
    if (trouble === "deny") return say(403, "AccessDenied");
    if (trouble === "conflict") return say(409, "ConditionalRequestConflict");
    if (trouble === "slow down") return say(503, "SlowDown");
    if (trouble === "redirect") return say(301, "PermanentRedirect");
    const [, bucket, ...path] = request.url!.split("/");
    if (bucket !== "flags") return say(404, "NoSuchBucket");
    const key = path.map(decodeURIComponent).join("/");
    if (request.method === "GET") {
      const held = objects.get(key);
      if (held === undefined) return say(404, "NoSuchKey");
      return response.writeHead(200, { etag: tagOf(held) }).end(held);
    }
    const put = fake.between;
    fake.between = () => undefined;
    put();
    const held = objects.get(key);
    const { "if-match": match, "if-none-match": noneMatch } = request.headers;
    if (!fake.careless) {
      if (match !== undefined && held === undefined) return say(404, "NoSuchKey");
      if (match !== undefined && match !== tagOf(held!)) return say(412, "PreconditionFailed");
      if (noneMatch === "*" && held !== undefined) return say(412, "PreconditionFailed");
    }
    objects.set(key, Buffer.from(seen.body));
    if (trouble === "lost after") return dropped(request, response);
    return response.writeHead(200, { etag: tagOf(objects.get(key)!) }).end();
  });
  const fake: S3Fake = {
    url: server.url.href.replace(/\/$/, ""),
    objects,
    seen: server.seen,
    careless: false,
    wrong: "none",
    between: () => undefined,
    close: () => server.close(),
  };
  return fake;
}

export const tagOf = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** Signature Version 4, computed anew: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signatureProblem({ line, headers, body }: Seen): string | null {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
  const [, keyId, day, region, signed, signature] = form.exec(headers.authorization ?? "") ?? [];
  if (keyId === undefined) return "AccessDenied";
  if (keyId !== keys.accessKeyId) return "InvalidAccessKeyId";
  if (headers["x-amz-content-sha256"] !== sha256(body)) return "XAmzContentSHA256Mismatch";
  const [method, path] = line.split(" ");
  const names = signed!.split(";");
  if (!["host", "x-amz-date", "x-amz-content-sha256"].every((name) => names.includes(name))) return "AccessDenied";
  const canonical = names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, " ")}\n`).join("");
  const request = [method, path, "", canonical, signed, sha256(body)].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(request)].join("\n");
  const date = hmac(`AWS4${keys.secretAccessKey}`, day!);
  const key = hmac(hmac(hmac(date, region!), "s3"), "aws4_request");
  return hmac(key, toSign).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}
