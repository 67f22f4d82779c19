/**
 * Filter patterns of workflow files: `*` stops at a slash, `**` does not, `?` and `+` repeat what stands before them, a
 * pattern that begins with `!` takes away again.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function matches(patterns: readonly string[], text: string): boolean {
  return patterns.reduce((so, pattern) => {
    const negative = pattern.startsWith("!");
    return toRegExp(negative ? pattern.slice(1) : pattern).test(text) ? !negative : so;
  }, false);
}

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|[.^$(){}|\\]/g, (found) => {
    if (found === "**/") return "(?:.*/)?";
    if (found === "**") return ".*";
    return found === "*" ? "[^/]*" : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}
