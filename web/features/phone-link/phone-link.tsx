'use client';

import { useDialogAddress } from '../../ui/dialog-address.ts';
import { PhoneLinkDialog } from './phone-link-dialog.tsx';

/** The dialog that connects a phone, over whatever page names a tracker to connect in its address. */
export function PhoneLink() {
  const trackerId = useDialogAddress('connect');
  return trackerId && <PhoneLinkDialog key={trackerId} trackerId={trackerId} />;
}
