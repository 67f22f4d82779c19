/**
 * A pattern of a ruleset, an environment or CODEOWNERS as GitHub matches them: Ruby's fnmatch with FNM_PATHNAME, where
 * `*` stops at a slash and `**` does not.
 */
export function glob(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|\*|\?|[.+^${}()|[\]\\]/g, (found) => {
    if (found.startsWith("**")) return found.endsWith("/") ? "(?:.*/)?" : ".*";
    if (found === "*") return "[^/]*";
    return found === "?" ? "[^/]" : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}

export const matchesAny = (patterns: readonly string[], text: string) =>
  patterns.some((pattern) => glob(pattern).test(text));
