import { Composer, type CST, type Document, Lexer, Parser } from "yaml";

/** Maps and lists may stand this deep in each other; a plan needs about ten. */
export const deepest = 64;

export type Composed =
  | { readonly kind: "document"; readonly document: Document.Parsed; readonly second: number | null }
  | { readonly kind: "too-deep"; readonly offset: number };

/**
 * Text as one YAML 1.2 document with places in it, core schema, every key a string. Depth is watched while the text is
 * read, so that no nesting, however deep, reaches the recursive half of the parser.
 */
export function composeYaml(text: string): Composed {
  const composer = new Composer({ version: "1.2", schema: "core", stringKeys: true, uniqueKeys: false });
  const reading = { tooDeep: null as number | null };
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens(text, reading), true, text.length)) {
    if (documents.push(document as Document.Parsed) === 2) break;
  }
  if (reading.tooDeep !== null) return { kind: "too-deep", offset: reading.tooDeep };
  return { kind: "document", document: documents[0]!, second: documents[1]?.range[0] ?? null };
}

function* tokens(text: string, reading: { tooDeep: number | null }): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepest) {
      reading.tooDeep = parser.offset;
      return;
    }
  }
  yield* parser.end();
}
