'use client';

import { useTranslations } from 'next-intl';
import { SelectField } from '../ui/field.tsx';
import type { Units } from './use-units.ts';

/** The unit somebody or something belongs to, in a form; its field is called `unitId`. */
export function UnitSelect({
  label,
  units,
  unitId,
  problem,
  none,
  onChoose,
}: {
  readonly label: string;
  readonly units: Units;
  readonly unitId: string | null;
  readonly problem: string | undefined;
  /** What it says when no unit is chosen; absent: that there is none. */
  readonly none?: string;
  /** Called with the unit that is chosen; the empty text for none. */
  readonly onChoose?: (unitId: string) => void;
}) {
  const t = useTranslations('lists');
  return (
    // Units may arrive after the form is shown; only then the right one can be chosen.
    <SelectField
      key={units.tree.length}
      name="unitId"
      label={label}
      problem={problem}
      defaultValue={unitId ?? ''}
      onChange={onChoose && ((event) => onChoose(event.currentTarget.value))}
    >
      <option value="">{none ?? t('noUnit')}</option>
      {units.tree.map(({ id, path }) => (
        <option key={id} value={id}>
          {path.join(' › ')}
        </option>
      ))}
    </SelectField>
  );
}
