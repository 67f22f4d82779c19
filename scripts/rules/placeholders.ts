const whole =
  /^(?:tb[dc]|to ?do|fixme|fill[ _]?in|pick[ _]?one|x+|x+\/x+|x+(?:\.x+)?\s?%|_+|-+|\?+|\.{3,}|…|none ?\/ ?describe|to be filled in|needs? to (?:be created|update)|work in progress|update once finalized|link coming soon|product name|feature name|release plan template)$/i;
const inside =
  /\[(?:fill_in|pick_one|_?tbd_?|to be filled in|data|response)\]|(?<![a-z])(?:mm\/dd\/yy(?:yy)?|lorem ipsum)(?![a-z])|(?<![\w.])x{1,2}(?:\.x)?\s?%|_{3,}/i;

/** A stand-in is short: longer texts are only searched for one inside them. */
const longest = 60;

/** True where a text still waits for its author: empty, or one of the stand-ins that templates and drafts leave. */
export function isPlaceholder(text: string): boolean {
  const plain = text.replace(/[\\*`]/g, "").trim();
  if (plain.length > longest) return inside.test(plain);
  const bare = plain.replace(/^[[(_]+|[\])_.:]+$/g, "").trim();
  return bare === "" || whole.test(plain) || whole.test(bare) || inside.test(plain);
}
