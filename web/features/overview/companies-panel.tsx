import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { UnitTreeQuery } from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { CountText } from '../../live/headcount/count-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { countByCompany, type CompanyCount } from './companies.ts';
import { UNIT_TREE } from './documents.graphql.ts';
import { PanelState } from './panel-state.tsx';
import { StaleNote } from '../../live/stale-note.tsx';
import type { Occupants } from './use-occupants.ts';

/** Who on site is of which company. */
export function CompaniesPanel({ occupants }: { readonly occupants: Occupants }) {
  const t = useTranslations('overview');
  const units = useWholeList(UNIT_TREE, unitsOf);
  const { people, staleSince } = occupants;
  const { nodes, loading } = units;
  const failed = occupants.failed || units.failed;
  const companies = useMemo(
    () => (people && !loading && !failed ? countByCompany(people, nodes) : null),
    [people, loading, failed, nodes],
  );
  const most = Math.max(1, ...(companies ?? []).map(({ present, stale }) => present + stale));
  return (
    <Panel
      title={t('companies')}
      note={<StaleNote since={staleSince} />}
      more={{ href: '/people', name: t('allPeople') }}
    >
      {failed && <PanelState state="failed" {...(units.failed && { onRetry: units.reload })} />}
      {!failed && !companies && <PanelState state="loading" />}
      {companies?.length === 0 && <PanelState state={{ empty: t('nobody') }} />}
      <ul className="flex flex-col gap-2">
        {companies?.map((company) => (
          <CompanyRow key={company.id} company={company} most={most} />
        ))}
      </ul>
    </Panel>
  );
}

function CompanyRow({ company, most }: { readonly company: CompanyCount; readonly most: number }) {
  const t = useTranslations('overview');
  const { name, present, stale } = company;
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <li className="text-sm">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate">{name ?? t('noCompany')}</span>
        <CountText count={company} className="text-base font-semibold" />
      </p>
      <span aria-hidden className="mt-1 flex h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className="bg-accent" style={{ width: share(present) }} />
        <span className="bg-idle" style={{ width: share(stale) }} />
      </span>
    </li>
  );
}

function unitsOf(data: UnitTreeQuery): UnitTreeQuery['units'] {
  return data.units;
}
