/** The object without the fields that are undefined: what a device did not report stays absent. */
export function present<T extends object>(fields: T): Present<T> {
  // The entries that are left are exactly those whose value is not undefined, which is what the type says.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

type Present<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
