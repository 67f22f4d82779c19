import { AwsV4Signer } from "aws4fetch";
import type { Exchange } from "../http/http.ts";

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary keys. */
  readonly sessionToken: string | null;
}

/**
 * An exchange with the signature of AWS added to its headers, Signature Version 4:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. `now` in milliseconds
 * since 1970; the service takes it for five minutes.
 */
export async function sign(exchange: Exchange, keys: AwsKeys, scope: Scope, now: number): Promise<Exchange> {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const { headers } = await new AwsV4Signer({
    method: exchange.method,
    url: exchange.url.href,
    headers: { ...exchange.headers },
    body: exchange.body ?? null,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== null && { sessionToken }),
    ...scope,
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ""),
    allHeaders: true,
  }).sign();
  return { ...exchange, headers: Object.fromEntries(headers) };
}

export interface Scope {
  readonly region: string;
  readonly service: string;
}
