/** A setting as far as a change of it is concerned. */
interface Setting {
  readonly key: string;
  readonly value: string;
}

/** What was entered and is not so already. @param entered values by key; text at both ends is not meant. */
export function changedSettings(
  settings: readonly Setting[],
  entered: Readonly<Record<string, string>>,
): { readonly key: string; readonly value: string }[] {
  return settings.flatMap(({ key, value }) => {
    const wanted = entered[key]?.trim();
    return wanted === undefined || wanted === value ? [] : [{ key, value: wanted }];
  });
}
