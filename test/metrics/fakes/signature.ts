import { createHash, createHmac } from "node:crypto";

/** Of a request as it arrives: headers by lower-case name. */
export interface Signed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Scope {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * The `authorization` header of Signature Version 4 over these headers, computed a second time, from its description:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. No query string is known.
 */
export function authorization({ method, path, headers, text }: Signed, scope: Scope, names: readonly string[]): string {
  const sorted = [...names].sort();
  const canonical = [
    method,
    path,
    "",
    ...sorted.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    sorted.join(";"),
    sha256(text),
  ].join("\n");
  const time = headers["x-amz-date"] ?? "";
  const credential = [time.slice(0, 8), scope.region, scope.service, "aws4_request"];
  const toSign = ["AWS4-HMAC-SHA256", time, credential.join("/"), sha256(canonical)].join("\n");
  const key = credential.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${scope.secretAccessKey}`);
  return `AWS4-HMAC-SHA256 Credential=${scope.accessKeyId}/${credential.join("/")}, SignedHeaders=${sorted.join(";")}, Signature=${hmac(key, toSign).toString("hex")}`;
}
