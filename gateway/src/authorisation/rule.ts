import type { PublicError } from '../errors/public-error.ts';

/** What a directive of a supergraph asks of a caller. */
export type Rule =
  | { readonly kind: 'authenticated' }
  /** All of one of the lists. */
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** What a caller may, as far as the rules ask. */
export interface Rights {
  readonly authenticated: boolean;
  readonly holdsScope: (scope: string) => boolean;
  readonly holdsPolicy: (policy: string) => boolean;
}

/** Whether a caller with these rights keeps the rule. */
export function keeps(rights: Rights, rule: Rule): boolean {
  if (rule.kind === 'authenticated') return rights.authenticated;
  const holds = rule.kind === 'scopes' ? rights.holdsScope : rights.holdsPolicy;
  return rule.anyOf.some((all) => all.every((each) => holds(each)));
}

/** What a caller hears who breaks the rule, in the words of a service that finds it out by itself. */
export function refusal(rule: Rule, authenticated: boolean): PublicError {
  if (!authenticated) return { message: 'sign in first', extensions: { code: 'UNAUTHENTICATED' } };
  if (rule.kind === 'authenticated') return { message: 'this is not yours to see', extensions: { code: 'FORBIDDEN' } };
  const wanted = rule.anyOf.map((all) => all.join(' and ')).join(', or ');
  return rule.kind === 'scopes'
    ? { message: `permission ${wanted} is needed`, extensions: { permission: wanted, code: 'FORBIDDEN' } }
    : { message: `policy ${wanted} is needed`, extensions: { code: 'FORBIDDEN' } };
}
