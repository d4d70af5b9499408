import { useTranslations } from 'next-intl';
import type { Units } from '../../../lists/use-units.ts';
import { Cell } from '../../../ui/table.tsx';
import { ProblemText } from './problem-text.tsx';
import type { PersonRow } from './read-people.ts';

/** A line of the file, as it is understood, and what happens with it. */
export function PreviewRow({
  row,
  units,
  leftOut,
}: {
  readonly row: PersonRow;
  readonly units: Units;
  readonly leftOut: boolean;
}) {
  const t = useTranslations('people.import');
  const kinds = useTranslations('people.kinds');
  const { line, given, person } = row;
  const unit = person?.unitId ? units.byId.get(person.unitId)?.path.join(' › ') : given.unit;
  return (
    <tr className={person ? undefined : 'bg-danger-soft/40'}>
      <Cell label={t('line')} muted>
        {line}
      </Cell>
      <Cell heading>{given.name || '–'}</Cell>
      <Cell label={t('columns.unit')}>{unit || '–'}</Cell>
      <Cell label={t('columns.kind')}>{person ? kinds(person.kind) : given.kind || '–'}</Cell>
      <Cell label={t('columns.trade')}>{given.trade || '–'}</Cell>
      <Cell label={t('columns.role')}>{given.role || '–'}</Cell>
      <Cell label={t('verdict')}>
        <Verdict row={row} leftOut={leftOut} />
      </Cell>
    </tr>
  );
}

function Verdict({ row: { person, problems }, leftOut }: { readonly row: PersonRow; readonly leftOut: boolean }) {
  const t = useTranslations('people.import');
  if (person)
    return <span className={leftOut ? 'text-idle' : 'text-muted'}>{t(leftOut ? 'leftOut' : 'willBeAdded')}</span>;
  return (
    <ul className="text-danger">
      {problems.map((problem) => (
        <li key={`${problem.field} ${problem.kind}`}>
          <ProblemText problem={problem} />
        </li>
      ))}
    </ul>
  );
}
