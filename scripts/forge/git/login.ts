/** Logins of people whose e-mail address does not begin with them, by lower-case address. */
export type Login = Readonly<Record<string, string>>;

const noreply = /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/i;

/**
 * Who wrote a commit, as a login: from the map, from a GitHub no-reply address, else the part before the `@`.
 * Anyone can write any address into a commit: this is a name to show, never a proof.
 */
export function loginOf(logins: Login, { name, email }: { readonly name: string; readonly email: string }): string {
  const known = Object.entries(logins).find(([address]) => address.toLowerCase() === email.toLowerCase());
  return known?.[1] ?? email.match(noreply)?.[1] ?? (email.split("@")[0] || name);
}
