/** Text of a stranger made fit for a message: one line, no control or invisible characters, no secret, cut. */
export type Quote = (text: string) => string;

/** A quoter that knows which secrets a stranger might echo back. `most` is in characters. */
export function quoter(secrets: readonly string[], most = 200): Quote {
  const forms = [...new Set(secrets.flatMap(spellings))].filter((form) => form !== "").sort(longestFirst);
  const redact = (text: string) => forms.reduce((redacted, form) => redacted.replaceAll(form, "[secret]"), text);
  return (text) => {
    const plain = redact(text.replace(/\p{Cf}|\p{Co}|\p{Cs}/gu, ""));
    const characters = [...plain.replace(/[\p{Cc}\s]+/gu, " ").trim()];
    return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
  };
}

/** How a secret looks as sent, in JSON, in an address, and in the base64 of a debugging proxy. */
function spellings(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), base64];
}

const longestFirst = (a: string, b: string) => b.length - a.length;
