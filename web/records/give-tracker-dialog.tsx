'use client';

import { useTranslations } from 'next-intl';
import { useMutation, useQuery } from 'urql';
import { ASSIGN_TRACKER, TRACKERS_TO_GIVE } from './assignments.graphql.ts';
import { PickDialog, type PickAnswer } from './pick-dialog.tsx';
import { useRefusal } from '../ui/use-refusal.ts';

/** Gives a person or an asset a tracker from now on. */
export function GiveTrackerDialog({
  carrier,
  onClose,
  onDone,
}: {
  readonly carrier: { readonly kind: 'person' | 'asset'; readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('records.give');
  const tell = useRefusal();
  const [, assign] = useMutation(ASSIGN_TRACKER);
  const whose = carrier.kind === 'person' ? { personId: carrier.id } : { assetId: carrier.id };

  async function give(trackerId: string): Promise<string | null> {
    const { data } = await assign({ input: { trackerId, ...whose } });
    if (!data?.assignTracker.assignment) return tell(data?.assignTracker.userErrors[0]) ?? t('failed');
    onDone();
    return null;
  }

  return (
    <PickDialog
      title={t('title', { name: carrier.name })}
      search={t('search')}
      lead={t('lead')}
      useOptions={useTrackersToGive}
      onPick={give}
      onClose={onClose}
    />
  );
}

function useTrackersToGive(search: string | null): PickAnswer {
  const t = useTranslations('records.give');
  const [{ data, fetching, error }] = useQuery({ query: TRACKERS_TO_GIVE, variables: { search } });
  const options = data && [
    ...data.spare.nodes.map(({ id, name, identifiers }) => ({ key: id, name, detail: identifiers.join(', ') })),
    ...data.carried.nodes.map(({ id, name, person, asset }) => ({
      key: id,
      name,
      detail: t('carriedBy', { name: person?.name ?? asset?.name ?? t('somebody') }),
    })),
  ];
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
