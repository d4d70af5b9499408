'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { PickDialog, type PickAnswer } from '../../records/pick-dialog.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TRACKER_NAME, TRACKERS_TO_CHOOSE } from './trackers.graphql.ts';

/** One of the tenant's trackers, or none; which one is searched for by name or identifier. */
export function TrackerChoice({
  label,
  trackerId,
  problem,
  onChoose,
}: {
  readonly label: string;
  readonly trackerId: string | null;
  readonly problem?: string | undefined;
  readonly onChoose: (trackerId: string | null) => void;
}) {
  const t = useTranslations('devices.tracker');
  const [choosing, setChoosing] = useState(false);
  const name = useTrackerName(trackerId);
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1.5">
      <span className="text-sm font-medium">{label}</span>
      <div className="flex items-center gap-2">
        <Button className="min-w-0" onClick={() => setChoosing(true)}>
          <Icon name="tracker" size={16} />
          <span className="truncate">{trackerId === null ? t('choose') : (name ?? t('loading'))}</span>
        </Button>
        {trackerId !== null && (
          <IconButton label={t('clear')} onClick={() => onChoose(null)}>
            <Icon name="close" size={16} />
          </IconButton>
        )}
      </div>
      {problem && <p className="text-sm text-danger">{problem}</p>}
      {choosing && (
        <PickDialog
          title={t('title')}
          search={t('search')}
          useOptions={useTrackerOptions}
          onPick={(id) => {
            onChoose(id);
            setChoosing(false);
            return Promise.resolve(null);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}

function useTrackerName(trackerId: string | null): string | null {
  const [{ data }] = useQuery({
    query: TRACKER_NAME,
    variables: { trackerId: trackerId ?? '' },
    pause: trackerId === null,
  });
  return data?.tracker?.name ?? null;
}

function useTrackerOptions(search: string | null): PickAnswer {
  const [{ data, fetching, error }] = useQuery({ query: TRACKERS_TO_CHOOSE, variables: { search } });
  const options = data?.trackers.nodes.map(({ id, name, identifiers }) => ({
    key: id,
    name,
    detail: identifiers.join(', '),
  }));
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
