'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { textIn } from '../../lists/address.ts';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import { useAddress } from '../../lists/use-address.ts';
import { useSearchText } from '../../lists/use-search-text.ts';
import { useUnits } from '../../lists/use-units.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { HOURS } from './documents.graphql.ts';
import { HoursTable } from './hours-table.tsx';
import { useWeek, type ShownWeek } from './use-week.ts';
import { WeekPicker } from './week-picker.tsx';

/** Who worked how long: a week of people and days. */
export function HoursPage() {
  const t = useTranslations('hours');
  const mayRead = useMay('timesheets:read');
  const week = useWeek();
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const search = textIn(address.parameters, 'q');
  const unitId = textIn(address.parameters, 'unit');
  const units = useUnits();
  return (
    <div className="mx-auto flex h-full max-w-[100rem] flex-col md:px-6 md:py-5">
      <div className="flex flex-wrap items-center gap-3 px-4 py-4 md:px-0 md:pt-0">
        <h1 className="mr-auto text-xl font-semibold tracking-tight">{t('title')}</h1>
        {mayRead && <WeekPicker week={week} />}
        {mayRead && <UnitFilter address={address} units={units} />}
        {mayRead && (
          <div className="w-full sm:w-60">
            <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
          </div>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-auto overscroll-contain border-line max-md:border-t md:rounded-2xl md:border md:bg-surface">
        {mayRead ? (
          <WeekOfPeople key={`${week.monday} ${search} ${unitId}`} week={week} search={search} unitId={unitId} />
        ) : (
          <EmptyState icon="warning" title={t('refused.title')}>
            {t('refused.text')}
          </EmptyState>
        )}
      </div>
    </div>
  );
}

function WeekOfPeople({
  week,
  search,
  unitId,
}: {
  readonly week: ShownWeek;
  readonly search: string | null;
  readonly unitId: string | null;
}) {
  const t = useTranslations('hours');
  const [after, setAfter] = useState<string | null>(null);
  const filter = { ...(search && { search }), ...(unitId && { unitId }) };
  const variables = { weekOf: week.monday, filter, after };
  const [{ data, fetching, error }, ask] = useQuery({
    query: HOURS,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const retry = () => ask({ requestPolicy: 'network-only' });
  const people = data?.people;
  if (!people) {
    if (fetching) return <SkeletonRows rows={8} label={t('loading')} />;
    return <EmptyState icon="warning" title={t('failed')} action={<Button onClick={retry}>{t('retry')}</Button>} />;
  }
  if (!people.nodes.length) {
    return search || unitId ? (
      <EmptyState icon="search" title={t('noMatch')} />
    ) : (
      <EmptyState icon="clock" title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  const { hasNextPage, endCursor } = people.pageInfo;
  return (
    <>
      <HoursTable people={people.nodes} week={week} incomplete={error !== undefined} />
      {hasNextPage && (
        <div className="flex justify-center p-4">
          <Button disabled={fetching} onClick={() => setAfter(endCursor ?? null)}>
            {t('more', { shown: people.nodes.length, all: people.totalCount })}
          </Button>
        </div>
      )}
    </>
  );
}
