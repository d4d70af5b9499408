'use client';

import { useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { PickDialog, type PickAnswer } from '../../../records/pick-dialog.tsx';
import { PEOPLE_FOR_STATIONS } from './stations.graphql.ts';

/** Picks the person who gets stations of their own. */
export function PersonPick({
  onPick,
  onClose,
}: {
  readonly onPick: (person: { readonly id: string; readonly name: string }) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations('musters.stations');
  const mark = useTranslations('records.mark');
  return (
    <PickDialog
      title={t('forPerson')}
      search={mark('search')}
      useOptions={usePeople}
      onPick={(key) => {
        const [id = '', ...name] = key.split(' ');
        onPick({ id, name: name.join(' ') });
        return Promise.resolve(null);
      }}
      onClose={onClose}
    />
  );
}

/** People to pick; their key holds their name, too. */
function usePeople(search: string | null): PickAnswer {
  const [{ data, fetching, error }] = useQuery({ query: PEOPLE_FOR_STATIONS, variables: { search } });
  const options = data?.people.nodes.map(({ id, name, trade }) => ({ key: `${id} ${name}`, name, detail: trade }));
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
