'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { SureDialog } from '../../ui/sure-dialog.tsx';
import { RELEASE_HOLD } from './holds.graphql.ts';

/** Lets what was held be erased again, once somebody is sure. */
export function ReleaseHold({
  hold,
  onClose,
  onDone,
}: {
  readonly hold: { readonly id: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('devices.keeping');
  const [, release] = useMutation(RELEASE_HOLD);
  const releaseIt = async () => {
    const payload = (await release({ input: { holdId: hold.id } })).data?.releaseLegalHold;
    if (!payload?.hold) return payload?.userErrors;
    onDone();
    return null;
  };
  return (
    <SureDialog
      title={t('releaseTitle')}
      text={t('releaseWarning')}
      confirm={t('release')}
      act={releaseIt}
      onClose={onClose}
    />
  );
}
