'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { HoldRowFragment, HoldsQuery } from '../../../__generated__/graphql.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { RowLink } from '../../../lists/row-link.tsx';
import { ReleaseHold } from '../../../records/holds/release-hold.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Cell, Table } from '../../../ui/table.tsx';
import { InstantText } from '../instant-text.tsx';
import { PartState } from '../part-state.tsx';
import { HOLDS } from './documents.graphql.ts';
import { HoldDialog } from './hold-dialog.tsx';

/** What must be kept whatever is set, why, and since when. */
export function LegalHolds() {
  const t = useTranslations('devices.keeping');
  const answer = useLastingQuery({ query: HOLDS, requestPolicy: 'cache-and-network' });
  const [placing, setPlacing] = useState(false);
  const [released, setReleased] = useState<HoldRowFragment | null>(null);
  const holds = answer.data?.legalHolds.nodes;
  const done = () => {
    setPlacing(false);
    setReleased(null);
    answer.reload();
  };
  return (
    <Panel title={t('holds')}>
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-3xl min-w-0 flex-1 basis-72 text-sm text-muted">{t('holdsLead')}</p>
        <Button onClick={() => setPlacing(true)}>
          <Icon name="plus" size={16} />
          {t('place')}
        </Button>
      </div>
      <PartState answer={answer} />
      <HeldNotice held={answer.data?.positionRetention} />
      {holds?.length === 0 && <EmptyState icon="info" title={t('noHolds')} />}
      {holds && holds.length > 0 && <HoldTable holds={holds} onRelease={setReleased} />}
      {placing && <HoldDialog onClose={() => setPlacing(false)} onDone={done} />}
      {released && <ReleaseHold hold={released} onClose={() => setReleased(null)} onDone={done} />}
    </Panel>
  );
}

/** Says how much is held. */
function HeldNotice({ held }: { readonly held: HoldsQuery['positionRetention'] | undefined }) {
  const t = useTranslations('devices.keeping');
  if (held?.isTenantHeld) return <Notice tone="info">{t('tenantHeld')}</Notice>;
  if (!held?.heldTrackerCount) return null;
  return <Notice tone="info">{t('trackersHeld', { count: held.heldTrackerCount })}</Notice>;
}

function HoldTable({
  holds,
  onRelease,
}: {
  readonly holds: readonly HoldRowFragment[];
  readonly onRelease: (hold: HoldRowFragment) => void;
}) {
  const t = useTranslations('devices.keeping');
  return (
    <Table label={t('holds')} columns={[t('what'), t('why'), t('since'), t('actions')].map((name) => ({ name }))}>
      {holds.map((hold) => (
        <tr key={hold.id}>
          <Cell heading>
            <HeldName hold={hold} />
          </Cell>
          <Cell label={t('why')}>{hold.reason}</Cell>
          <Cell label={t('since')} muted={hold.releasedAt !== null}>
            <InstantText at={hold.placedAt} />
            {hold.releasedAt && (
              <>
                {' – '}
                <InstantText at={hold.releasedAt} />
              </>
            )}
          </Cell>
          <Cell>{hold.releasedAt === null && <Button onClick={() => onRelease(hold)}>{t('release')}</Button>}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function HeldName({ hold: { person, tracker } }: { readonly hold: HoldRowFragment }) {
  const t = useTranslations('devices.keeping');
  if (person) return <RowLink href={`/people/${person.id}`}>{person.name}</RowLink>;
  if (tracker) return <RowLink href={`/trackers/${tracker.id}`}>{tracker.name}</RowLink>;
  return <>{t('wholeTenant')}</>;
}
