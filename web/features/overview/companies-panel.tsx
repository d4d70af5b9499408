import { useTranslations } from 'next-intl';
import { CountText } from '../../live/headcount/count-text.tsx';
import { inDoubt } from '../../live/headcount/in-doubt.ts';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useSplit, type Share } from '../../live/headcount/use-split.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelState } from './panel-state.tsx';

/** Who on site is of which company. */
export function CompaniesPanel() {
  const t = useTranslations('overview');
  const { data, staleSince, failed, reload } = useSplit('COMPANY', {
    asOf: null,
    version: useHeadcounts()?.version ?? 0,
  });
  const companies = data?.occupancy.total.split;
  const most = Math.max(1, ...(companies ?? []).map((company) => company.present + inDoubt(company)));
  return (
    <Panel
      title={t('companies')}
      note={<StaleNote since={staleSince} />}
      more={{ href: '/people', name: t('allPeople') }}
    >
      {failed && <PanelState state="failed" onRetry={reload} />}
      {!failed && !companies && <PanelState state="loading" />}
      {companies?.length === 0 && <PanelState state={{ empty: t('nobody') }} />}
      <ul className="flex flex-col gap-2">
        {companies?.map((company) => (
          <CompanyRow key={company.unit?.id ?? ''} company={company} most={most} />
        ))}
      </ul>
    </Panel>
  );
}

function CompanyRow({ company, most }: { readonly company: Share; readonly most: number }) {
  const t = useTranslations('overview');
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <li className="text-sm">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate">{company.unit?.name ?? t('noCompany')}</span>
        <CountText count={company} className="text-base font-semibold" />
      </p>
      <span aria-hidden className="mt-1 flex h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className="bg-accent" style={{ width: share(company.present) }} />
        <span className="bg-idle" style={{ width: share(inDoubt(company)) }} />
      </span>
    </li>
  );
}
