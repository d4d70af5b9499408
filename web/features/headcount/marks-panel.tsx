'use client';

import { useTranslations } from 'next-intl';
import type { MarksQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { SinceText } from '../../live/since-text.tsx';
import { StaleNote } from '../../live/stale-note.tsx';
import { useThrottled } from '../../live/use-throttled.ts';
import { Section } from '../../records/section.tsx';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { MARKS } from './documents.graphql.ts';

type Mark = MarksQuery['presenceMarks']['nodes'][number];

const LOOK_AGAIN_MS = 1_000;
const LOOK_ANYWAY_MS = 15_000;

/** Who was marked in or out by hand last. */
export function MarksPanel() {
  const t = useTranslations('headcount.marks');
  const version = useThrottled(useHeadcounts()?.version ?? 0, LOOK_AGAIN_MS);
  const { data, staleSince, failed, reload } = useLastingQuery({ query: MARKS }, { version, everyMs: LOOK_ANYWAY_MS });
  const marks = data?.presenceMarks.nodes;
  return (
    <Section title={t('title')} action={<StaleNote since={staleSince} />}>
      {failed && (
        <p role="alert" className="flex items-center justify-between gap-3 text-sm text-danger">
          {t('failed')}
          <Button onClick={reload}>{t('retry')}</Button>
        </p>
      )}
      {!failed && !marks && <SkeletonRows rows={2} label={t('loading')} />}
      {marks?.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      {!!marks?.length && (
        <ol tabIndex={0} aria-label={t('title')} className="max-h-72 divide-y divide-line/70 overflow-y-auto">
          {marks.map((mark) => (
            <MarkRow key={mark.id} mark={mark} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function MarkRow({ mark: { kind, source, at, note, person, zone } }: { readonly mark: Mark }) {
  const t = useTranslations('headcount.marks');
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-3 py-1.5 text-sm">
      <span>
        {t.rich(`kinds.${kind}`, {
          who: () => <span className="font-medium">{person.name}</span>,
          zone: () => <span className="font-medium">{zone.name}</span>,
        })}
        {source === 'QR' && <span className="text-muted"> {t('code')}</span>}
        {note && <span className="block text-muted">{note}</span>}
      </span>
      <span className="text-muted">
        <SinceText instant={Date.parse(at)} />
      </span>
    </li>
  );
}
