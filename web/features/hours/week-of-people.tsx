import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { HoursQuery } from '../../__generated__/graphql.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import type { Units } from '../../lists/use-units.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { HOURS } from './documents.graphql.ts';
import { HoursTable } from './hours-table.tsx';
import { IncompleteNotice } from './incomplete-notice.tsx';
import { partBehind, BEGINNING, type Part } from './list-part.ts';
import type { ChosenDay } from './use-chosen-day.ts';
import type { FoldedCrews } from './use-folded-crews.ts';
import { useLastingWeek } from './use-lasting-week.ts';
import type { ShownWeek } from './use-week.ts';

/** A week of everybody who fits search and filter, in whatever state it is; it moves on by itself. */
export function WeekOfPeople({
  week,
  units,
  folded,
  chosen,
  onChoose,
  search,
  unitId,
}: {
  readonly week: ShownWeek;
  readonly units: Units;
  readonly folded: FoldedCrews;
  readonly chosen: ChosenDay | null;
  readonly onChoose: (chosen: ChosenDay) => void;
  readonly search: string | null;
  readonly unitId: string | null;
}) {
  const t = useTranslations('hours');
  const [part, show] = useState(BEGINNING);
  const filter = { ...(search && { search }), ...(unitId && { unitId }) };
  const variables = { weekOf: week.monday, filter, ...part };
  const { data, staleSince, failed, incomplete, reload } = useLastingWeek({ query: HOURS, variables });
  const people = data?.people;
  if (!people) {
    if (!failed) return <SkeletonRows rows={8} label={t('loading')} />;
    return <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />;
  }
  if (!people.nodes.length) return <Nobody filtered={search !== null || unitId !== null} />;
  return (
    <>
      {(incomplete || staleSince !== null) && (
        <div className="flex flex-col gap-2 p-3">
          <StaleNote since={staleSince} />
          {incomplete && <IncompleteNotice onRetry={reload} />}
        </div>
      )}
      {people.nodes.length < people.totalCount && (
        <div className="p-3 pb-0">
          <Notice tone="info">{t('partial', { shown: people.nodes.length, all: people.totalCount })}</Notice>
        </div>
      )}
      <HoursTable
        people={people.nodes}
        monday={week.monday}
        units={units}
        folded={folded}
        chosen={chosen}
        onChoose={onChoose}
      />
      <Ends part={part} people={people} onShow={show} />
    </>
  );
}

/** The ways on from the part of the list that is shown. */
function Ends({
  part,
  people: { nodes, totalCount, pageInfo },
  onShow,
}: {
  readonly part: Part;
  readonly people: HoursQuery['people'];
  readonly onShow: (part: Part) => void;
}) {
  const t = useTranslations('hours');
  const more = pageInfo.hasNextPage ? partBehind(part, pageInfo.endCursor ?? null) : null;
  return (
    <div className="flex justify-center gap-3 p-4 empty:hidden">
      {part.after !== null && <Button onClick={() => onShow(BEGINNING)}>{t('start')}</Button>}
      {more && <Button onClick={() => onShow(more)}>{t('more', { shown: nodes.length, all: totalCount })}</Button>}
    </div>
  );
}

function Nobody({ filtered }: { readonly filtered: boolean }) {
  const t = useTranslations('hours');
  if (filtered) return <EmptyState icon="search" title={t('noMatch')} />;
  return (
    <EmptyState icon="clock" title={t('empty.title')}>
      {t('empty.text')}
    </EmptyState>
  );
}
