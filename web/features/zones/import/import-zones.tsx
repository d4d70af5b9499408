'use client';

import { showDialog, useDialogAddress } from '../../../ui/dialog-address.ts';
import { ImportDialog } from './import-dialog.tsx';

/** The dialog that reads zones from a file, over whatever page asks for it, with a place or without. */
export function ImportZones() {
  const placeId = useDialogAddress('import-zones');
  if (placeId === null) return null;
  return <ImportDialog key={placeId} placeId={placeId} onClose={() => showDialog('import-zones', null)} />;
}
