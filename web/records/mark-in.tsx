'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useRefusal } from '../ui/use-refusal.ts';
import { MARK_PRESENCE, PEOPLE_TO_MARK } from './marks.graphql.ts';
import { PickDialog, type PickAnswer } from './pick-dialog.tsx';

/** Marks somebody in a zone by hand. */
export function MarkIn({ zone }: { readonly zone: { readonly id: string; readonly name: string } }) {
  const t = useTranslations('records.mark');
  const tell = useRefusal();
  const [open, setOpen] = useState(false);
  const [, mark] = useMutation(MARK_PRESENCE);

  async function markIn(personId: string): Promise<string | null> {
    const { data } = await mark({ input: { personId, geofenceId: zone.id, kind: 'IN' } });
    if (!data?.markPresence.mark) return tell(data?.markPresence.userErrors[0]) ?? t('failed');
    setOpen(false);
    return null;
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon name="plus" size={16} />
        {t('in')}
      </Button>
      {open && (
        <PickDialog
          title={t('inTitle', { zone: zone.name })}
          search={t('search')}
          lead={t('inLead')}
          useOptions={usePeople}
          onPick={markIn}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function usePeople(search: string | null): PickAnswer {
  const [{ data, fetching, error }] = useQuery({ query: PEOPLE_TO_MARK, variables: { search } });
  const options = data?.people.nodes.map(({ id, name, trade }) => ({ key: id, name, detail: trade }));
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
