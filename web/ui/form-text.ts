/** What was entered in a field of a form; empty when there is no such field. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Everything that was entered in a form, by the names of its fields; nothing without a form. */
export function textsOf(form: HTMLFormElement | null): Readonly<Record<string, string>> {
  const entries = [...new FormData(form ?? undefined)];
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}
