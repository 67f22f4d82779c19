import type { Problem } from "./value.ts";

/**
 * Diagnostics in the Static Analysis Results Interchange Format 2.1.0, for GitHub's code scanning
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Columns count UTF-16 code units, as ours do.
 */
export function sarif(problems: readonly Problem[]) {
  const found = problems.map(({ diagnostic }) => diagnostic);
  const rules = [...new Set(found.map(({ rule }) => rule))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "flaghoist", rules: rules.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: found.map(({ rule, severity, message, file, place: { line, column, length } }) => ({
          ruleId: rule,
          ruleIndex: rules.indexOf(rule),
          level: severity,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(file.replace(/\p{Surrogate}/gu, "\uFFFD")) },
                region: { startLine: line, startColumn: column, endColumn: column + length },
              },
            },
          ],
        })),
      },
    ],
  };
}
