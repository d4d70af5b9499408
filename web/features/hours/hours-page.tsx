'use client';

import { useTranslations } from 'next-intl';
import { textIn } from '../../lists/address.ts';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import { useAddress } from '../../lists/use-address.ts';
import { useSearchText } from '../../lists/use-search-text.ts';
import { useUnits } from '../../lists/use-units.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DayEvidence } from './day-evidence.tsx';
import { useChosenDay } from './use-chosen-day.ts';
import { useFoldedCrews } from './use-folded-crews.ts';
import { useWeek } from './use-week.ts';
import { WeekOfPeople } from './week-of-people.tsx';
import { WeekPicker } from './week-picker.tsx';

/** Who worked how long: a week of crews, people and days, and beside it what is behind a day. */
export function HoursPage() {
  const t = useTranslations('hours');
  const mayRead = useMay('timesheets:read');
  const week = useWeek();
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const search = textIn(address.parameters, 'q');
  const unitId = textIn(address.parameters, 'unit');
  const units = useUnits();
  const folded = useFoldedCrews();
  const [chosen, choose] = useChosenDay();
  const shown = mayRead ? chosen : null;
  return (
    <div className="mx-auto flex h-full max-w-[100rem] flex-col md:px-6 md:py-5">
      <div className="flex flex-wrap items-center gap-3 px-4 py-4 md:px-0 md:pt-0">
        <h1 className="me-auto text-xl font-semibold tracking-tight">{t('title')}</h1>
        {mayRead && (
          <div className={classNames('flex flex-wrap items-center gap-3 max-sm:w-full', shown && 'max-lg:hidden')}>
            <WeekPicker week={week} />
            <UnitFilter address={address} units={units} />
            <div className="w-full sm:w-60">
              <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
            </div>
          </div>
        )}
      </div>
      <div
        className={classNames(
          'min-h-0 flex-1 lg:grid lg:gap-4',
          shown &&
            'lg:grid-cols-[minmax(0,1fr)_minmax(0,21rem)] xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] 2xl:grid-cols-[minmax(0,1fr)_minmax(0,32rem)]',
        )}
      >
        <div
          className={classNames(
            'h-full min-h-0 overflow-auto overscroll-contain border-line max-md:border-t md:rounded-2xl md:border md:bg-surface',
            // There is no room for both on a small screen.
            shown && 'max-lg:hidden',
          )}
        >
          {mayRead ? (
            <WeekOfPeople
              key={`${week.monday} ${search} ${unitId}`}
              week={week}
              units={units}
              folded={folded}
              chosen={shown}
              onChoose={choose}
              search={search}
              unitId={unitId}
            />
          ) : (
            <EmptyState icon="warning" title={t('refused.title')}>
              {t('refused.text')}
            </EmptyState>
          )}
        </div>
        {shown && (
          <div className="h-full min-h-0 overflow-y-auto overscroll-contain max-md:px-4 max-md:pb-4">
            <DayEvidence chosen={shown} monday={week.monday} onChoose={choose} />
          </div>
        )}
      </div>
    </div>
  );
}
