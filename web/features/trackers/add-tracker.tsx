'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { AddTrackerForm } from './add-tracker-form.tsx';
import { PhoneSetup } from './phone-setup.tsx';

/** A tracker that was just added. */
export interface AddedTracker {
  readonly name: string;
  readonly identifier: string;
}

/** Adding a tracker in two steps: what it is, then how its phone is told. */
export function AddTracker({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('trackers');
  const [added, setAdded] = useState<AddedTracker | null>(null);
  return (
    <Dialog title={added ? t('setup.title') : t('add.title')} closeLabel={t('add.close')} onClose={onClose}>
      {added ? (
        <PhoneSetup tracker={added} onDone={onClose} />
      ) : (
        <AddTrackerForm onAdded={setAdded} onCancel={onClose} />
      )}
    </Dialog>
  );
}
