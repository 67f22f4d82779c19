/** Something people must hear of at once, wherever they are. */
export interface Notice {
  readonly plan: string;
  /** One plain sentence; hostile text inside is not yet escaped. */
  readonly text: string;
}

/** Who is told. An adapter never throws: that nobody could be told is an answer, and the work goes on. */
export interface Notifier {
  readonly name: string;
  tell(notice: Notice): Promise<Told>;
}

export type Told = { readonly kind: "told" } | { readonly kind: "not-told"; readonly why: string };
