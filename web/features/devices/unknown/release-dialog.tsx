'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { SureDialog } from '../../../ui/sure-dialog.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import type { ClaimedDevice } from './claimed-devices.tsx';
import { RELEASE_DEVICE } from './documents.graphql.ts';

const FIELDS = [] as const;

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
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, release] = useMutation(RELEASE_DEVICE);
  const giveBack = async () => {
    const payload = (await release({ input: { claimId: claim.id } })).data?.releaseDevice;
    if (payload?.claim) return onDone();
    problems.show(payload?.userErrors);
  };
  return (
    <SureDialog
      title={t('releaseNamed', { identifier: claim.identifier })}
      text={t('releaseWarning')}
      confirm={t('release')}
      busy={fetching}
      problem={problems.of(null)}
      onConfirm={() => void giveBack()}
      onClose={onClose}
    />
  );
}
