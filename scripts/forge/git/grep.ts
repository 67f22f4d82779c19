import type { Git } from "./run.ts";

/** Places of whole words in the text files of a commit, as `path:line`, each once, in git's order. */
export async function grep(
  git: Git,
  commit: string,
  words: readonly string[],
  except: readonly string[],
): Promise<readonly string[]> {
  const asked = words.filter((word) => word !== "");
  if (asked.length === 0) return [];
  const folders = except.filter((prefix) => prefix.endsWith("/") && prefix.length > 1);
  const { out } = await git.run(
    "grep",
    [
      ..."-n -F -I -z -w -o --no-column --full-name".split(" "),
      ...asked.flatMap((word) => ["-e", word]),
      commit,
      "--",
      ...folders.map((folder) => `:(exclude,top,literal)${folder}`),
    ],
    { accept: [1], environment: { GIT_LITERAL_PATHSPECS: "0" } },
  );
  const places = parse(out.toString("utf8"), commit.length + 1);
  return [
    ...new Set(
      places
        .filter(({ path }) => !except.some((prefix) => path.startsWith(prefix)))
        .map(({ path, line }) => `${path}:${line}`),
    ),
  ];
}

/** `COMMIT:path NUL line NUL text LF`, over and over. */
function parse(text: string, prefix: number): readonly { readonly path: string; readonly line: string }[] {
  const places: { path: string; line: string }[] = [];
  let at = 0;
  while (at < text.length) {
    const pathEnd = text.indexOf("\0", at);
    const lineEnd = text.indexOf("\0", pathEnd + 1);
    if (pathEnd === -1 || lineEnd === -1) break;
    places.push({ path: text.slice(at + prefix, pathEnd), line: text.slice(pathEnd + 1, lineEnd) });
    const end = text.indexOf("\n", lineEnd);
    if (end === -1) break;
    at = end + 1;
  }
  return places;
}
