'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import type { AssignedStationsQuery } from '../../../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../../../graphql/use-lasting-query.ts';
import { useZoneIndex } from '../../../lists/use-zone-index.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { LastingPart } from '../../../records/lasting-part.tsx';
import { Section } from '../../../records/section.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { AssignDialog, type Whose } from './assign-dialog.tsx';
import { PersonPick } from './person-pick.tsx';
import { ASSIGNED_STATIONS } from './stations.graphql.ts';
import { StationsTable, type AssignedRow } from './stations-table.tsx';

const AT_FIRST = 100;
const MOST = 500;

type Task = { readonly kind: 'pick' } | { readonly kind: 'assign'; readonly whose: Whose };

/** Where in an evacuation whom is expected: the stations of units and of people, and what they change. */
export function StationsPage() {
  const t = useTranslations('musters.stations');
  const mayWrite = useMay('muster:write');
  const [first, setFirst] = useState(AT_FIRST);
  const [task, setTask] = useState<Task | null>(null);
  const stations = useZoneIndex().all.filter(({ kind }) => kind === 'MUSTER_POINT');
  const answer = useLastingQuery({ query: ASSIGNED_STATIONS, variables: { first } });
  const assign = (whose: Whose) => setTask({ kind: 'assign', whose });

  function chosenOf(id: string): ReadonlySet<string> {
    const row = answer.data?.assignedStations.nodes.find(({ unit, person }) => (person ?? unit)?.id === id);
    return new Set(row?.stations.map((station) => station.id));
  }

  function done() {
    setTask(null);
    answer.reload();
  }

  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          <LinkButton href="/musters">{t('toMusters')}</LinkButton>
        </div>
        <p className="max-w-prose text-muted">{t('lead')}</p>
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => assign({ kind: 'new-unit' })}>{t('forUnit')}</Button>
            <Button onClick={() => setTask({ kind: 'pick' })}>{t('forPerson')}</Button>
          </div>
        )}
        <AssignedList
          answer={answer}
          onChange={mayWrite ? (row) => assign(whoseOf(row)) : null}
          onMore={first < MOST ? () => setFirst(MOST) : null}
        />
        <Policies />
      </div>
      {task?.kind === 'pick' && (
        <PersonPick onPick={(person) => assign({ kind: 'person', ...person })} onClose={() => setTask(null)} />
      )}
      {task?.kind === 'assign' && (
        <AssignDialog
          whose={task.whose}
          chosenOf={chosenOf}
          stations={stations}
          onClose={() => setTask(null)}
          onDone={done}
        />
      )}
    </div>
  );
}

/** Who has which stations. @param onMore asks for more; null where there is no asking for more. */
function AssignedList({
  answer,
  onChange,
  onMore,
}: {
  readonly answer: LastingAnswer<AssignedStationsQuery>;
  readonly onChange: ((row: AssignedRow) => void) | null;
  readonly onMore: (() => void) | null;
}) {
  const t = useTranslations('musters.stations');
  return (
    <LastingPart answer={answer}>
      {({ assignedStations: { nodes, pageInfo } }) => (
        <>
          {nodes.length ? (
            <StationsTable rows={nodes} onChange={onChange} />
          ) : (
            <EmptyState icon="muster" title={t('none')}>
              {t('noneText')}
            </EmptyState>
          )}
          {pageInfo.hasNextPage && onMore && (
            <Button className="self-center" onClick={onMore}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </LastingPart>
  );
}

function whoseOf({ unit, person }: AssignedRow): Whose {
  if (person) return { kind: 'person', id: person.id, name: person.name };
  return unit ? { kind: 'unit', id: unit.id, name: unit.name } : { kind: 'new-unit' };
}

const POLICIES = ['ALLOW', 'ASK', 'REFUSE'] as const;

/** What a station of their own changes, by the policy with which a muster is started. */
function Policies() {
  const t = useTranslations('musters');
  return (
    <Section title={t('stations.policies')}>
      <p className="text-sm text-muted">{t('stations.policyLead')}</p>
      <dl className="flex flex-col gap-2 text-sm">
        {POLICIES.map((policy) => (
          <div key={policy}>
            <dt className="font-medium">{t(`policies.${policy}`)}</dt>
            <dd className="text-muted">{t(`stations.policyTexts.${policy}`)}</dd>
          </div>
        ))}
      </dl>
      <Link
        prefetch={false}
        href="/help/mustering"
        className="self-start text-sm font-medium text-accent hover:underline"
      >
        {t('stations.exactly')}
      </Link>
    </Section>
  );
}
