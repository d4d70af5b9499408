'use client';

import { useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { Dialog } from '../../ui/dialog.tsx';
import { showDialog, useDialogAddress } from '../../ui/dialog-address.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AddTrackerForm } from './add-tracker-form.tsx';
import { NEW_CARRIER } from './documents.graphql.ts';
import { carrierKeyOf, identifierIn } from './read-tracker-form.ts';

const close = () => showDialog('add-tracker', null);

/** The dialog that adds a tracker, over whatever page asks for it; then the one that connects its phone. */
export function AddTracker() {
  const t = useTranslations('trackers');
  const asked = useDialogAddress('add-tracker');
  if (asked === null) return null;

  function connect(trackerId: string) {
    close();
    showDialog('connect', trackerId);
  }

  return (
    <Dialog title={t('add.title')} onClose={close}>
      <FormFor key={asked} asked={asked} onAdded={connect} />
    </Dialog>
  );
}

/** The form, once it is known who the tracker is for. */
function FormFor({ asked, onAdded }: { readonly asked: string; readonly onAdded: (trackerId: string) => void }) {
  const t = useTranslations('trackers');
  const { name, loading } = useCarrierName(asked);
  if (loading) return <SkeletonRows rows={3} label={t('add.loading')} />;
  return (
    <AddTrackerForm
      carrier={name === null ? null : { key: asked, name }}
      identifier={identifierIn(asked)}
      onAdded={onAdded}
      onCancel={close}
    />
  );
}

/** The name of who or what a key names, or null when it names nobody. */
function useCarrierName(key: string): { name: string | null; loading: boolean } {
  const { personId, assetId } = carrierKeyOf(key) ?? {};
  const variables = {
    personId: personId ?? '',
    assetId: assetId ?? '',
    isPerson: personId !== undefined,
    isAsset: assetId !== undefined,
  };
  const [{ data, fetching }] = useQuery({ query: NEW_CARRIER, variables, pause: !personId && !assetId });
  const carrier = data?.person ?? data?.asset;
  return { name: carrier?.name ?? null, loading: fetching && !data };
}
