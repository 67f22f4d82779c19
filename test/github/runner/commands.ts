/** A line of a step's output that speaks to the runner. */
export interface LogAnnotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly title?: string;
}

/** What a step told the runner: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export function commandsIn(log: string): {
  readonly annotations: readonly LogAnnotation[];
  readonly masks: readonly string[];
} {
  const annotations: LogAnnotation[] = [];
  const masks: string[] = [];
  for (const [, name, fields = "", text = ""] of log.matchAll(/^::([\w-]+)(?: ([^\n]*?))?::(.*)$/gm)) {
    if (name === "add-mask") masks.push(unescaped(text));
    if (name !== "error" && name !== "warning" && name !== "notice") continue;
    const properties = Object.fromEntries(
      fields.split(",").flatMap((field) => {
        const [key, value] = field.split("=");
        return key && value !== undefined ? [[key, unescaped(value)]] : [];
      }),
    );
    annotations.push({
      ...{ level: name, message: unescaped(text) },
      ...(properties.file ? { file: properties.file } : {}),
      ...(properties.line ? { line: Number(properties.line) } : {}),
      ...(properties.title ? { title: properties.title } : {}),
    });
  }
  return { annotations, masks };
}

const escapes = { "%0A": "\n", "%0D": "\r", "%3A": ":", "%2C": ",", "%25": "%" } as const;
const unescaped = (text: string) =>
  text.replace(/%(0A|0D|3A|2C|25)/g, (found) => escapes[found as keyof typeof escapes]);

/** What nobody may read in a log. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret.length > 0).reduce((so, secret) => so.replaceAll(secret, "***"), text);
}
