'use client';

import { useTranslations } from 'next-intl';
import { useMutation, useQuery } from 'urql';
import { useMay } from '../live/viewer-provider.tsx';
import { ASSIGN_TRACKER, CARRIERS } from './assignments.graphql.ts';
import { PickDialog, type PickAnswer } from './pick-dialog.tsx';
import { useRefusal } from '../ui/use-refusal.ts';

/** Says who or what carries a tracker from now on. */
export function GiveToDialog({
  tracker,
  onClose,
  onDone,
}: {
  readonly tracker: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('records.giveTo');
  const tell = useRefusal();
  const [, assign] = useMutation(ASSIGN_TRACKER);

  async function give(key: string): Promise<string | null> {
    const [kind, id = ''] = key.split(':');
    const whose = kind === 'person' ? { personId: id } : { assetId: id };
    const { data } = await assign({ input: { trackerId: tracker.id, ...whose } });
    if (!data?.assignTracker.assignment) return tell(data?.assignTracker.userErrors[0]) ?? t('failed');
    onDone();
    return null;
  }

  return (
    <PickDialog
      title={t('title', { name: tracker.name })}
      search={t('search')}
      lead={t('lead')}
      useOptions={useCarriers}
      onPick={give}
      onClose={onClose}
    />
  );
}

function useCarriers(search: string | null): PickAnswer {
  const t = useTranslations('records.giveTo');
  const [people, assets] = [useMay('people:read'), useMay('assets:read')];
  const [{ data, fetching, error }] = useQuery({ query: CARRIERS, variables: { search, people, assets } });
  const options = data && [
    ...(data.people?.nodes ?? []).map(({ id, name, trade }) => ({
      key: `person:${id}`,
      name,
      detail: trade ?? t('person'),
    })),
    ...(data.assets?.nodes ?? []).map(({ id, name, category }) => ({
      key: `asset:${id}`,
      name,
      detail: category ?? t('asset'),
    })),
  ];
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
