'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { ShownLimitFragment } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { SureDialog } from '../../ui/sure-dialog.tsx';
import { LastingPart } from '../lasting-part.tsx';
import { Section } from '../section.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import { useRange, useWho } from './limit-words.ts';
import { LIMITS_OF, REMOVE_LIMIT } from './limits.graphql.ts';
import { Told } from './told.tsx';
import type { Limited } from './who-is-told.ts';

type Task = { readonly kind: 'set'; readonly limit: ShownLimitFragment | null } | RemoveTask;

interface RemoveTask {
  readonly kind: 'remove';
  readonly limit: ShownLimitFragment;
}

/** How many people may and must be in a zone or place, and who is told when it is otherwise. */
export function LimitsSection({
  zone,
  placeId,
}: {
  /** The zone, or null for the limits of a place. */
  readonly zone: Limited['zone'];
  /** The place itself, or the zone's; null for none. */
  readonly placeId: string | null;
}) {
  const t = useTranslations('records.limits');
  const mayWrite = useMay('headcount:write');
  const [task, setTask] = useState<Task | null>(null);
  const of = zone ? { zoneId: zone.id } : { placeId: placeId ?? '' };
  const answer = useLastingQuery({ query: LIMITS_OF, variables: of });

  function done() {
    setTask(null);
    answer.reload();
  }

  return (
    <Section
      title={t('title')}
      action={mayWrite && <Button onClick={() => setTask({ kind: 'set', limit: null })}>{t('set')}</Button>}
    >
      <LastingPart answer={answer}>
        {({ occupancyLimits: { nodes } }) =>
          nodes.length ? (
            <>
              <ul aria-label={t('title')} className="divide-y divide-line/70">
                {nodes.map((limit) => (
                  <LimitRow key={limit.id} limit={limit} onTask={mayWrite ? setTask : null} />
                ))}
              </ul>
              <Told zone={zone} placeId={placeId} />
            </>
          ) : (
            <p className="text-sm text-muted">{t('none')}</p>
          )
        }
      </LastingPart>
      {task?.kind === 'set' && <LimitDialog of={of} limit={task.limit} onClose={() => setTask(null)} onDone={done} />}
      {task?.kind === 'remove' && <RemoveDialog limit={task.limit} onClose={() => setTask(null)} onDone={done} />}
    </Section>
  );
}

function LimitRow({
  limit,
  onTask,
}: {
  readonly limit: ShownLimitFragment;
  readonly onTask: ((task: Task) => void) | null;
}) {
  const t = useTranslations('records.limits');
  const format = useFormatter();
  const words = useLimitWords()(limit);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-48">
        <span className="block font-medium tabular-nums">{words}</span>
        <span className="block text-sm text-muted">
          {t('since', {
            time: format.dateTime(new Date(limit.validFrom), { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </span>
      </span>
      {onTask && (
        <span className="flex gap-1">
          <Button
            look="quiet"
            aria-label={t('changeNamed', { limit: words })}
            onClick={() => onTask({ kind: 'set', limit })}
          >
            {t('change')}
          </Button>
          <Button
            look="quiet"
            aria-label={t('removeNamed', { limit: words })}
            onClick={() => onTask({ kind: 'remove', limit })}
          >
            {t('remove')}
          </Button>
        </span>
      )}
    </li>
  );
}

function RemoveDialog({
  limit,
  onClose,
  onDone,
}: {
  readonly limit: ShownLimitFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('records.limits');
  const words = useLimitWords()(limit);
  const [, remove] = useMutation(REMOVE_LIMIT);

  async function confirm() {
    const payload = (await remove({ input: { limitId: limit.id } })).data?.removeOccupancyLimit;
    if (!payload?.limit) return payload?.userErrors;
    onDone();
    return null;
  }

  return (
    <SureDialog
      title={t('removeTitle')}
      text={t('removeText', { limit: words })}
      confirm={t('remove')}
      act={confirm}
      onClose={onClose}
    />
  );
}

/** A limit in words, with whom it counts where that is not everybody. */
function useLimitWords(): (limit: ShownLimitFragment) => string {
  const t = useTranslations('headcount.limit');
  const [rangeOf, whoOf] = [useRange(), useWho()];
  return (limit) => {
    const [range, who] = [rangeOf(limit), whoOf(limit)];
    return who ? t('of', { range, who }) : range;
  };
}
