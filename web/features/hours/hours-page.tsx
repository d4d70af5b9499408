'use client';

import { useTranslations } from 'next-intl';
import { textIn } from '../../lists/address.ts';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import { useAddress } from '../../lists/use-address.ts';
import { useSearchText } from '../../lists/use-search-text.ts';
import { useUnits } from '../../lists/use-units.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useWeek } from './use-week.ts';
import { WeekOfPeople } from './week-of-people.tsx';
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
        <h1 className="me-auto text-xl font-semibold tracking-tight">{t('title')}</h1>
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
