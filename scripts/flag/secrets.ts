/** Looks a secret up by the name settings and plans give it. Undefined where it is not set. Values are never printed. */
export type Secrets = (name: string) => string | undefined;
