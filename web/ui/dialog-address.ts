import { useSearchParams } from 'next/navigation';

/**
 * Dialogs that any page may ask for: `connect` a tracker's phone (its id), `add-tracker` (empty, whom it is for, as
 * `person:<id>` or `asset:<id>`, or what its device calls itself, as `identifier:<text>`), `add-place` (the place above, or empty), `edit-place` (its id), `import-zones` (the place they belong to, or empty). They are asked for by a
 * parameter of the address, so that no page needs to know them.
 */
export type PageDialog = 'connect' | 'add-tracker' | 'add-place' | 'edit-place' | 'import-zones';

/** What a dialog is asked for with, or null when it is not asked for. */
export function useDialogAddress(dialog: PageDialog): string | null {
  return useSearchParams().get(dialog);
}

/** Asks for a dialog over whatever page is shown; null closes it. */
export function showDialog(dialog: PageDialog, value: string | null): void {
  const url = new URL(location.href);
  if (value === null) url.searchParams.delete(dialog);
  else url.searchParams.set(dialog, value);
  history.replaceState(null, '', url);
}
