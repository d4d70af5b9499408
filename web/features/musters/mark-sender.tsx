'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect } from 'react';
import { useClient } from 'urql';
import type { MarkMusterInput } from '../../__generated__/graphql.ts';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { MARK_MUSTER } from './actions.graphql.ts';
import type { MarkAnswer } from './mark-queue.ts';
import { useMarkQueue } from './use-mark-queue.ts';

const TRY_AGAIN_MS = 5_000;
/** Errors that come again however often a mark is sent. */
const FINAL = new Set(['FORBIDDEN', 'INVALID_INPUT', 'QUERY_INVALID']);

/** Sends the marks that wait, on whatever page the warden is: at once, when the network is back, and every few seconds. */
export function MarkSender() {
  const t = useTranslations('musters.mark');
  const tell = useRefusal();
  const client = useClient();
  const { queue, marks } = useMarkQueue();
  const isLive = useLinkStatus().kind === 'live';
  const waiting = marks.filter(({ problem }) => problem === null).length;

  const send = useCallback(
    async (input: MarkMusterInput): Promise<MarkAnswer> => {
      const { data, error } = await client.mutation(MARK_MUSTER, { input });
      const [refusal] = data?.markMuster.userErrors ?? [];
      if (refusal) return { problem: tell(refusal) };
      if (data) return 'kept';
      const final = error?.graphQLErrors
        .map(({ extensions }) => String(extensions['code']))
        .find((code) => FINAL.has(code));
      if (final === undefined) return 'unanswered';
      return { problem: t(final === 'FORBIDDEN' ? 'forbidden' : 'notTaken') };
    },
    [client, t, tell],
  );

  useEffect(() => {
    if (!waiting) return undefined;
    const flush = () => void queue.flush(send);
    flush();
    const timer = setInterval(flush, TRY_AGAIN_MS);
    addEventListener('online', flush);
    return () => {
      clearInterval(timer);
      removeEventListener('online', flush);
    };
  }, [queue, send, waiting, isLive]);

  useEffect(() => {
    addEventListener('storage', queue.refresh);
    return () => removeEventListener('storage', queue.refresh);
  }, [queue]);
  return null;
}
