'use client';

import { useTranslations } from 'next-intl';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Cell, Table } from '../../../ui/table.tsx';
import { PartState } from '../part-state.tsx';
import { PROTOCOLS } from './documents.graphql.ts';

/** Every protocol that is read, with the port a device is set to. */
export function ListeningPorts() {
  const t = useTranslations('devices.ports');
  const answer = useLastingQuery({ query: PROTOCOLS });
  const protocols = answer.data?.protocols ?? [];
  return (
    <Panel title={t('title')}>
      <p className="mb-3 max-w-3xl text-sm text-muted">{t('lead')}</p>
      <PartState answer={answer} />
      {protocols.length > 0 && (
        <Table label={t('title')} columns={[t('protocol'), t('transport'), t('port')].map((name) => ({ name }))}>
          {protocols.map(({ name, transports, defaultPort, port }) => (
            <tr key={`${name} ${transports.join()}`}>
              <Cell heading>{name}</Cell>
              <Cell label={t('transport')}>{transports.join(', ')}</Cell>
              <Cell label={t('port')} muted={port === null}>
                {port === null ? t('off', { port: defaultPort.toString() }) : port.toString()}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
