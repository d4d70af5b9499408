'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ImportTrackMutation } from '../../../__generated__/graphql.ts';
import { Fact, Facts } from '../../../records/section.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Cell, Table } from '../../../ui/table.tsx';

/** What became of a file: how many points count, and what is wrong with the others. */
export function ImportOutcome({
  outcome,
  trackerId,
}: {
  readonly outcome: NonNullable<ImportTrackMutation['importTrack']['import']>;
  readonly trackerId: string | null;
}) {
  const t = useTranslations('devices.import');
  const format = useFormatter();
  const { accepted, duplicates, rejected, problemCount, problems, tracks } = outcome;
  const place = ({ line, track, point }: (typeof problems)[number]) =>
    [line && t('line', { line }), track && t('track', { track }), point && t('point', { point })]
      .filter(Boolean)
      .join(', ');
  return (
    <div role="status" className="flex flex-col gap-4">
      <Notice tone={problemCount ? 'warning' : 'success'}>
        {outcome.format === null ? t('unreadable') : t('done', { accepted, duplicates, rejected })}
      </Notice>
      <Facts>
        {outcome.format && <Fact name={t('format')}>{outcome.format}</Fact>}
        <Fact name={t('tracks')}>{format.number(tracks)}</Fact>
        <Fact name={t('accepted')}>{format.number(accepted)}</Fact>
        <Fact name={t('duplicates')}>{format.number(duplicates)}</Fact>
        <Fact name={t('rejected')}>{format.number(rejected)}</Fact>
      </Facts>
      {accepted + duplicates > 0 && trackerId && (
        <LinkButton href={`/trackers/${trackerId}`}>{t('toTracker')}</LinkButton>
      )}
      {problems.length > 0 && (
        <div tabIndex={0} role="region" aria-label={t('problems')} className="max-h-96 overflow-y-auto">
          <Table label={t('problems')} columns={[t('where'), t('what'), t('spoils')].map((name) => ({ name }))}>
            {problems.map((problem, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- places of a file may repeat, and the list never changes
              <tr key={index}>
                <Cell heading>{place(problem) || t('wholeFile')}</Cell>
                <Cell label={t('what')}>{problem.message}</Cell>
                <Cell label={t('spoils')}>{t(`losses.${problem.spoils}`)}</Cell>
              </tr>
            ))}
          </Table>
        </div>
      )}
      {problemCount > problems.length && (
        <p className="text-sm text-muted">{t('moreProblems', { count: problemCount - problems.length })}</p>
      )}
    </div>
  );
}
