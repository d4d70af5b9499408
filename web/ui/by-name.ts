const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Order of names as people expect it: `Phone 2` before `Phone 10`, letter case aside. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return collator.compare(a.name, b.name);
}
