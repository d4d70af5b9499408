'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { SureDialog } from '../../../ui/sure-dialog.tsx';
import type { ClaimedDevice } from './claimed-devices.tsx';
import { RELEASE_DEVICE } from './documents.graphql.ts';

/** Gives a device back, once somebody is sure. */
export function ReleaseDialog({
  claim,
  onClose,
  onDone,
}: {
  readonly claim: ClaimedDevice;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('devices.claims');
  const [, release] = useMutation(RELEASE_DEVICE);
  const giveBack = async () => {
    const payload = (await release({ input: { claimId: claim.id } })).data?.releaseDevice;
    if (!payload?.claim) return payload?.userErrors;
    onDone();
    return null;
  };
  return (
    <SureDialog
      title={t('releaseNamed', { identifier: claim.identifier })}
      text={t('releaseWarning')}
      confirm={t('release')}
      act={giveBack}
      onClose={onClose}
    />
  );
}
