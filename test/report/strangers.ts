import fc from "fast-check";
import { evil } from "./hard-cases.ts";

const pieces = [
  ..."\\`*_{}[]()#+-.!|~<>&\"'$:@%^=/;, \t\n\r\u0000\u0007\u001b\u009b\u0085\u200b\u200d\u2028\u202e\ufeff\ud800",
  ...[
    "&amp;",
    "&#64;x",
    "```",
    "~~~",
    "-->",
    "<!--",
    "<b>",
    "</details>",
    "<!-- flaghoist {} -->",
    "[x](y)",
    "![x](y)",
  ],
  ...["@octocat", "@a/b", "#12", "GH-3", "a/b#4", ":tada:", "$x$", "$`x`$", "www.evil.example", "mailto:a@b.example"],
  ...["https://evil.example", "http://a.b/c_d_(e)?f=g&copy;h#i", "javascript:x", "a@b.example", "xmpp:a@b.example/c"],
  ...["- ", "1. ", "2) ", "# ", "> ", "+ ", "---", "===", "| - |", "[ ] ", "[^1]", "[^1]: x", "    ", "\n\n", "  \n"],
  ...[
    "\u001b[31m",
    "\u001b]8;;https://evil.example\u0007",
    "\u009b2J",
    "word",
    "é",
    "漢字",
    "👩‍👩‍👧",
    "0.5 % > 1 %",
    "_a_",
    "a_b",
  ],
  ...[
    "Flaghoist-Plan: x",
    "\nFlaghoist-Move: promote a -> b",
    "\n\nCo-authored-by: x",
    "[skip ci]",
    "fixes #1",
    "closes https://github.com/a/b/issues/1",
    "\\{a}",
    "\\{}",
  ],
];

/** Text as strangers write it: the pieces that mean something to Markdown, GitHub, git, Mermaid or a terminal, mixed. */
export const strangers: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join("")),
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(evil, "", " "),
);
