'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { AgeText } from '../../../live/age-text.tsx';
import { useMay } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { showDialog } from '../../../ui/dialog-address.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Cell, Table } from '../../../ui/table.tsx';
import { PartState } from '../part-state.tsx';
import { UNKNOWN_IDENTIFIERS } from './documents.graphql.ts';

const EVERY_MS = 15_000;

/** Who knocked at one of the tenant's doors under a name that no tracker has; what they sent waits in quarantine. */
export function UnknownIdentifiers() {
  const t = useTranslations('devices.unknown');
  const format = useFormatter();
  const mayAdd = useMay('trackers:write');
  const answer = useLastingQuery(
    { query: UNKNOWN_IDENTIFIERS, requestPolicy: 'cache-and-network' },
    { everyMs: EVERY_MS },
  );
  const found = answer.data?.quarantineCounts.byIdentifier;
  return (
    <Panel
      title={t('title')}
      note={<p className="text-sm text-muted">{found && t('count', { count: found.totalCount })}</p>}
    >
      <p className="mb-3 max-w-3xl text-sm text-muted">{t('lead')}</p>
      <PartState answer={answer} />
      {found?.totalCount === 0 && <EmptyState icon="check" title={t('none')} />}
      {found && found.nodes.length > 0 && (
        <Table
          label={t('title')}
          columns={[t('identifier'), t('waiting'), t('last'), t('actions')].map((name) => ({ name }))}
        >
          {found.nodes.map(({ identifier, count, lastReceivedAt }) => (
            <tr key={identifier}>
              <Cell heading>
                <code className="break-all">{identifier}</code>
              </Cell>
              <Cell label={t('waiting')}>{format.number(count)}</Cell>
              <Cell label={t('last')}>
                <AgeText instant={Date.parse(lastReceivedAt)} />
              </Cell>
              <Cell>
                <span className="flex flex-wrap gap-2">
                  {mayAdd && (
                    <Button
                      aria-label={t('addNamed', { identifier })}
                      onClick={() => showDialog('add-tracker', `identifier:${identifier}`)}
                    >
                      {t('add')}
                    </Button>
                  )}
                  <LinkButton href={`/devices/quarantine?identifier=${encodeURIComponent(identifier)}`}>
                    {t('show')}
                  </LinkButton>
                </span>
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
