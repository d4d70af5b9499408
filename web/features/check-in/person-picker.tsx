'use client';

import { useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { PEOPLE_TO_MARK } from '../../records/marks.graphql.ts';
import { PickDialog, type PickAnswer } from '../../records/pick-dialog.tsx';

/** Asks who checks in. */
export function PersonPicker({
  where,
  onPick,
  onClose,
}: {
  /** Name of the zone or station. */
  readonly where: string;
  readonly onPick: (personId: string) => Promise<string | null>;
  readonly onClose: () => void;
}) {
  const t = useTranslations('checkIn.who');
  return (
    <PickDialog
      title={t('title', { where })}
      search={t('search')}
      useOptions={usePeople}
      onPick={onPick}
      onClose={onClose}
    />
  );
}

function usePeople(search: string | null): PickAnswer {
  const [{ data, fetching, error }] = useQuery({ query: PEOPLE_TO_MARK, variables: { search } });
  const options = data?.people.nodes.map(({ id, name, trade }) => ({ key: id, name, detail: trade }));
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
