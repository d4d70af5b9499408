import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useQuery } from 'urql';
import type { LiveMusterFragment } from '../../__generated__/graphql.ts';
import { Section } from '../../records/section.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { MUSTER_COMPARISON, MUSTERS_LIKE } from './documents.graphql.ts';
import { Seconds } from './seconds.tsx';

/** The muster beside the latest ones of its place for the same purpose; nothing while there is no other. */
export function Comparison({ muster }: { readonly muster: LiveMusterFragment }) {
  const t = useTranslations('musters.report');
  const format = useFormatter();
  const [{ data: alike }] = useQuery({
    query: MUSTERS_LIKE,
    variables: { placeId: muster.place.id, mode: muster.mode },
  });
  const ids = alike?.musters.nodes.map(({ id }) => id) ?? [];
  const [{ data }] = useQuery({ query: MUSTER_COMPARISON, variables: { ids }, pause: ids.length < 2 });
  const reports = data?.musterComparison ?? [];
  if (reports.length < 2) return null;
  return (
    <Section title={t('comparison')}>
      <Table
        label={t('comparison')}
        columns={[
          { name: t('name') },
          { name: t('started') },
          { name: t('accounted') },
          { name: t('to50') },
          { name: t('to90') },
          { name: t('to100') },
        ]}
      >
        {reports.map(({ muster: other, counts, secondsTo50, secondsTo90, secondsTo100 }) => (
          <tr key={other.id}>
            <Cell heading>
              <Link
                prefetch={false}
                href={`/musters/${other.id}`}
                aria-current={other.id === muster.id ? 'page' : undefined}
                className="font-medium hover:text-accent aria-[current]:text-accent"
              >
                {other.name}
              </Link>
            </Cell>
            <Cell label={t('started')}>
              {format.dateTime(new Date(other.startedAt), { dateStyle: 'short', timeStyle: 'short' })}
            </Cell>
            <Cell label={t('accounted')}>{t('of', { accounted: counts.accounted, total: counts.total })}</Cell>
            <Cell label={t('to50')}>
              <Seconds seconds={secondsTo50} />
            </Cell>
            <Cell label={t('to90')}>
              <Seconds seconds={secondsTo90} />
            </Cell>
            <Cell label={t('to100')}>
              <Seconds seconds={secondsTo100} />
            </Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
