const email = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Nine digits or more that are no part of a word or of a hexadecimal id, as `1012667145V762142`; or digits grouped as people's numbers are. */
const longNumber = /(?<![\w-])(?:\d{9,}(?:V\d+)?|\d{3}-\d{2}-\d{4}|\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4})(?![\da-f-])/gi;

/** What makes a text name a real person, or null: an e-mail address, or nine digits or more that are no hexadecimal id. */
export function personal(text: string): "an e-mail address" | "a long number" | null {
  if (text.search(email) !== -1) return "an e-mail address";
  return text.search(longNumber) === -1 ? null : "a long number";
}

/** The same text, as long as before, with what could name a real person starred out: for lines of a plan that are shown. */
export function hidePersonal(text: string): string {
  const stars = (found: string) => "*".repeat(found.length);
  return text.replace(email, stars).replace(longNumber, stars);
}
