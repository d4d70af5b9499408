'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import type { SimulateGeofenceInput } from '../../../../__generated__/graphql.ts';
import { Button } from '../../../../ui/button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { useRefusal } from '../../../../ui/use-refusal.ts';
import { TRY_ZONE } from '../draw.graphql.ts';
import { TriedList } from './tried-list.tsx';
import type { TriedShown } from './tried-shown.ts';
import type { Simulation } from './tried-visits.ts';

const DAY_MS = 86_400_000;
const SPANS = { day: DAY_MS, week: 7 * DAY_MS } as const;

type Outcome = { readonly simulation: Simulation; readonly until: string } | { readonly problem: string };

/** Shows what a zone would have seen of the last day or week, before it is saved. */
export function TryOnHistory({
  settings,
  onShow,
}: {
  /** The zone as it would be; null while there is no shape. */
  readonly settings: () => Omit<SimulateGeofenceInput, 'from' | 'to'> | null;
  /** For the map: where it was; null: nothing. */
  readonly onShow: (shown: TriedShown | null) => void;
}) {
  const t = useTranslations('zonePages.draw.try');
  const tell = useRefusal();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function run(lengthMs: number) {
    const given = settings();
    if (!given) return setOutcome({ problem: t('noShape') });
    setBusy(true);
    const to = new Date();
    const input = { ...given, from: new Date(to.getTime() - lengthMs).toISOString(), to: to.toISOString() };
    const { data } = await client.query(TRY_ZONE, { input }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const simulation = data?.simulateGeofence.simulation;
    if (simulation) setOutcome({ simulation, until: input.to });
    else setOutcome({ problem: tell(data?.simulateGeofence.userErrors[0]) ?? t('failed') });
  }

  return (
    <section aria-label={t('title')} className="flex flex-col gap-2 rounded-lg border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="me-auto text-sm font-medium">{t('title')}</h2>
        {(['day', 'week'] as const).map((span) => (
          <Button key={span} disabled={busy} onClick={() => void run(SPANS[span])}>
            {t(span)}
          </Button>
        ))}
      </div>
      {busy && <p className="text-sm text-muted">{t('busy')}</p>}
      {!busy && outcome && 'problem' in outcome && <Notice tone="danger">{outcome.problem}</Notice>}
      {!busy && outcome && 'simulation' in outcome && (
        <Outcome simulation={outcome.simulation}>
          <TriedList simulation={outcome.simulation} until={outcome.until} onShow={onShow} />
        </Outcome>
      )}
    </section>
  );
}

function Outcome({
  simulation: { fixes, trackers, draft, today },
  children,
}: {
  readonly simulation: Simulation;
  readonly children: ReactNode;
}) {
  const t = useTranslations('zonePages.draw.try');
  const format = useFormatter();
  const figures = [
    { name: t('visits'), of: (one: typeof draft) => format.number(one.visits) },
    { name: t('flaps'), of: (one: typeof draft) => format.number(one.flaps) },
    { name: t('minutes'), of: (one: typeof draft) => format.number(one.minutesInside, { maximumFractionDigits: 0 }) },
  ];
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      <p className="text-muted">{t('judged', { fixes, trackers })}</p>
      <table className="w-full tabular-nums">
        <thead className="text-start text-muted">
          <tr>
            <th className="font-normal" />
            <th className="ps-4 text-end font-normal whitespace-nowrap">{t('draft')}</th>
            {today && <th className="ps-4 text-end font-normal whitespace-nowrap">{t('today')}</th>}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row" className="text-start font-normal">
                {name}
              </th>
              <td className="text-end font-medium">{of(draft)}</td>
              {today && <td className="text-end text-muted">{of(today)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </div>
  );
}
