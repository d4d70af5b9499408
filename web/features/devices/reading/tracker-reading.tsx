'use client';

import { useTranslations } from 'next-intl';
import type { TrackerReadingQuery } from '../../../__generated__/graphql.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { textIn } from '../../../lists/address.ts';
import { useAddress } from '../../../lists/use-address.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PartState } from '../part-state.tsx';
import { TrackerChoice } from '../tracker-choice.tsx';
import { DecodingForm } from './decoding-form.tsx';
import { TRACKER_READING } from './documents.graphql.ts';
import { FindMyForm } from './find-my-form.tsx';
import { SecretForm } from './secret-form.tsx';

/** A tracker with what its messages are read and opened with. */
export type ReadTracker = NonNullable<TrackerReadingQuery['tracker']>;

/** What the messages of one tracker are read and opened with: clock, units and model, its secret, its keys. */
export function TrackerReading() {
  const t = useTranslations('devices.reading');
  const address = useAddress();
  const trackerId = textIn(address.parameters, 'tracker');
  return (
    <>
      <Panel title={t('title')}>
        <p className="mb-3 max-w-3xl text-sm text-muted">{t('lead')}</p>
        <TrackerChoice label={t('tracker')} trackerId={trackerId} onChoose={(id) => address.change({ tracker: id })} />
      </Panel>
      {trackerId !== null && <ReadingOf key={trackerId} trackerId={trackerId} />}
    </>
  );
}

/** That of a tracker. Another begins anew: nobody sets the secret of the last. */
function ReadingOf({ trackerId }: { readonly trackerId: string }) {
  const t = useTranslations('devices.reading');
  const answer = useLastingQuery({
    query: TRACKER_READING,
    variables: { trackerId },
    requestPolicy: 'cache-and-network',
  });
  if (!answer.data) return <PartState answer={answer} />;
  const { tracker } = answer.data;
  if (!tracker) return <EmptyState icon="tracker" title={t('missing')} />;
  return (
    <>
      <PartState answer={answer} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <DecodingForm tracker={tracker} onSaved={answer.reload} />
        <div className="flex flex-col gap-4">
          <SecretForm tracker={tracker} onSaved={answer.reload} />
          <FindMyForm tracker={tracker} onSaved={answer.reload} />
        </div>
      </div>
    </>
  );
}
