import type { Secrets } from "../../flag/secrets.ts";
import type { Publication } from "../../flag/settings.ts";
import type { TextFile } from "../text-file.ts";
import { fits, textOf } from "./bytes.ts";
import { certain, type Sent } from "./certain.ts";
import { openGateway } from "./etcd-gateway.ts";

type Settings = Omit<Extract<Publication, { readonly to: "etcd" }>, "to">;

/** etcd refuses a request above 1.5 MiB unless its operator says otherwise (https://etcd.io/docs/v3.4/dev-guide/limit/). */
const most = 1_500_000;

/**
 * A key of etcd as a document, through the JSON gateway. A write is one transaction that compares the key's
 * `mod_revision`, 0 where there is none (https://etcd.io/docs/v3.4/learning/api/#transaction).
 */
export function etcdText({ url, key, user, password }: Settings, secrets: Secrets, timeoutMs = 10_000): TextFile {
  const name = `${key} in etcd${URL.canParse(url) ? ` (${new URL(url).host})` : ""}`;
  const gateway = openGateway({ url, user, password, secrets, timeoutMs }, name);
  const encoded = encode(key);

  async function found(): Promise<{ readonly text: string; readonly revision: string } | null> {
    const entry = (await gateway.range(encoded)) ?? null;
    return entry === null ? null : { text: textOf(decode(entry.value), name), revision: entry.revision };
  }
  const read = async () => (await found())?.text ?? null;

  return {
    name,
    read,
    async write(text, expected) {
      fits(text, name, most, "etcd takes");
      const before = await found();
      if ((before?.text ?? null) !== expected) return "changed";
      const sent: Sent = await gateway.swap(encoded, encode(text), before?.revision ?? "0");
      return certain(sent, { name, text, expected }, read);
    },
  };
}

const encode = (text: string) => Buffer.from(text, "utf8").toString("base64");
const decode = (base64: string) => Buffer.from(base64, "base64");
