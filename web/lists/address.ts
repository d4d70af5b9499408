/** What a page's address may change: a parameter gets one value, several, or none (null or an empty list). */
export type AddressChange = Readonly<Record<string, string | readonly string[] | null>>;

/** The parameters after a change; several values of one stand in one parameter, separated by commas. */
export function changedAddress(before: URLSearchParams, change: AddressChange): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(change)) {
    const text = typeof value === 'string' ? value : (value ?? []).join(',');
    if (text) after.set(name, text);
    else after.delete(name);
  }
  return after;
}

/** The values of a parameter that are among those known, in the order of these; whatever else was typed is ignored. */
export function chosenOf<T extends string>(address: URLSearchParams, name: string, known: readonly T[]): T[] {
  const given = new Set((address.get(name) ?? '').split(','));
  return known.filter((value) => given.has(value));
}

/** A parameter that names one thing, or null when it is absent or empty. */
export function textIn(address: URLSearchParams, name: string): string | null {
  return address.get(name)?.trim() || null;
}

/** By what a list is ordered, and which way. */
export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: 'ASCENDING' | 'DESCENDING';
}

/** The order in the parameter `sort`: a field, with a minus in front when from the highest; else the first field's. */
export function orderIn<Field extends string>(
  address: URLSearchParams,
  fields: readonly [Field, ...Field[]],
): Order<Field> {
  const [, minus, name] = /^(-?)(\w+)$/.exec(address.get('sort') ?? '') ?? [];
  const field = fields.find((known) => known.toLowerCase() === name);
  if (!field) return { field: fields[0], direction: 'ASCENDING' };
  return { field, direction: minus ? 'DESCENDING' : 'ASCENDING' };
}

/** An order as the parameter `sort` says it. */
export function sortParameter({ field, direction }: Order<string>): string {
  return `${direction === 'DESCENDING' ? '-' : ''}${field.toLowerCase()}`;
}
