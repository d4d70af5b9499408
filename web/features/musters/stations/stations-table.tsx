import { useFormatter, useTranslations } from 'next-intl';
import type { AssignedFragment } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Cell, Table } from '../../../ui/table.tsx';

/** A unit or person with their stations. */
export type AssignedRow = AssignedFragment;

/** Who has which stations. @param onChange asks for others; null where the viewer may not. */
export function StationsTable({
  rows,
  onChange,
}: {
  readonly rows: readonly AssignedRow[];
  readonly onChange: ((row: AssignedRow) => void) | null;
}) {
  const t = useTranslations('musters.stations');
  const columns = [t('who'), t('where'), t('since'), ...(onChange ? [t('change')] : [])];
  return (
    <div className="md:rounded-2xl md:border md:border-line md:bg-surface max-md:-mx-3">
      <Table label={t('title')} columns={columns.map((name) => ({ name }))}>
        {rows.map((row) => (
          <StationsRow key={row.person?.id ?? row.unit?.id ?? row.setAt} row={row} onChange={onChange} />
        ))}
      </Table>
    </div>
  );
}

function StationsRow({
  row,
  onChange,
}: {
  readonly row: AssignedRow;
  readonly onChange: ((row: AssignedRow) => void) | null;
}) {
  const t = useTranslations('musters.stations');
  const format = useFormatter();
  const { unit, person, stations, setAt } = row;
  const name = person?.name ?? unit?.name ?? t('hidden');
  return (
    <tr>
      <Cell heading>
        {name} <span className="text-sm text-muted">{t(person ? 'person' : 'unit')}</span>
      </Cell>
      <Cell label={t('where')}>{stations.length ? format.list(stations.map((one) => one.name)) : t('any')}</Cell>
      <Cell label={t('since')} muted>
        {format.dateTime(new Date(setAt), { dateStyle: 'medium', timeStyle: 'short' })}
      </Cell>
      {onChange && (
        <Cell>
          {(person ?? unit) && (
            <Button
              look="quiet"
              className="-my-2"
              aria-label={t('changeNamed', { name })}
              onClick={() => onChange(row)}
            >
              {t('change')}
            </Button>
          )}
        </Cell>
      )}
    </tr>
  );
}
