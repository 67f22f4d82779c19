/** An address from the settings that may be asked, or why not. The reason never repeats what may be a password. */
export type Address = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly why: string };

/** https anywhere, plain http to this machine only (a token sent in the clear is a token lost), and no credentials inside. */
export function readAddress(text: string): Address {
  if (!URL.canParse(text)) return { ok: false, why: "its url is not an address: write https://host/path" };
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    return { ok: false, why: `its url to ${url.host} holds a user name or password: remove them and name a token` };
  }
  const safe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  if (!safe)
    return { ok: false, why: `its url to ${url.host} is ${url.protocol}// and not on this machine: use https` };
  return { ok: true, url };
}

/** An address below a base, whose own path stays in front: `https://host/prometheus` and `/api` make `/prometheus/api`. */
export function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/+$/, "") + path;
  url.hash = "";
  return url;
}

/** True for this machine only (RFC 1122 3.2.1.3, RFC 4291 2.5.3, RFC 6761 6.3). `hostname` as URL gives it. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
