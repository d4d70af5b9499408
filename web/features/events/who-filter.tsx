'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { PickDialog, type PickAnswer } from '../../records/pick-dialog.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PERSON_NAME, TRACKER_NAME, WHO_TO_SHOW } from './documents.graphql.ts';
import type { EventFilter } from './event-filter.ts';

/** Whose events are shown: everybody's, or those of one person or tracker. */
export function WhoFilter({
  who,
  onChange,
}: {
  readonly who: EventFilter['who'];
  readonly onChange: (who: string | null) => void;
}) {
  const t = useTranslations('events.filters');
  const [picking, setPicking] = useState(false);
  const name = useNameOf(who);
  return (
    <>
      <span className="flex items-center max-lg:w-full">
        <Button
          onClick={() => setPicking(true)}
          className={who ? 'border-accent! bg-accent-soft max-lg:flex-1' : 'max-lg:flex-1'}
        >
          {who ? (name ?? '…') : t('anybody')}
        </Button>
        {who && (
          <IconButton label={t('everybody')} onClick={() => onChange(null)}>
            <Icon name="close" size={16} />
          </IconButton>
        )}
      </span>
      {picking && (
        <PickDialog
          title={t('whoTitle')}
          search={t('search')}
          useOptions={useWho}
          onPick={(key) => {
            onChange(key);
            setPicking(false);
            return Promise.resolve(null);
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}

function useNameOf(who: EventFilter['who']): string | null {
  const variables = { id: who?.id ?? '' };
  const [person] = useQuery({ query: PERSON_NAME, variables, pause: who?.kind !== 'person' });
  const [tracker] = useQuery({ query: TRACKER_NAME, variables, pause: who?.kind !== 'tracker' });
  return (who?.kind === 'person' ? person.data?.person : tracker.data?.tracker)?.name ?? null;
}

function useWho(search: string | null): PickAnswer {
  const t = useTranslations('events.filters');
  const [{ data, fetching, error }] = useQuery({ query: WHO_TO_SHOW, variables: { search } });
  const people = data?.people.nodes.map(({ id, name }) => ({ key: `person:${id}`, name, detail: t('person') }));
  const trackers = data?.trackers.nodes.map(({ id, name }) => ({ key: `tracker:${id}`, name, detail: t('tracker') }));
  return {
    options: data ? [...(people ?? []), ...(trackers ?? [])] : null,
    failed: !data && !fetching && error !== undefined,
  };
}
