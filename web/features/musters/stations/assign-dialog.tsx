'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { UnitSelect } from '../../../lists/unit-select.tsx';
import { useUnits } from '../../../lists/use-units.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { SET_STATIONS } from './stations.graphql.ts';

/** Who gets stations: a person or unit that is known, or a unit yet to be chosen. */
export type Whose =
  | { readonly kind: 'new-unit' }
  | { readonly kind: 'unit' | 'person'; readonly id: string; readonly name: string };

const FIELDS = ['unitId'] as const;

/**
 * Says at which stations a unit or a person belongs; none means any.
 * @param chosenOf the stations that a unit or a person has already, by its id: choosing none would take them away
 */
export function AssignDialog({
  whose,
  chosenOf,
  stations,
  onClose,
  onDone,
}: {
  readonly whose: Whose;
  readonly chosenOf: (id: string) => ReadonlySet<string>;
  readonly stations: readonly {
    readonly id: string;
    readonly name: string;
    readonly place: { readonly name: string } | null;
  }[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('musters.stations');
  const units = useUnits();
  const [, set] = useMutation(SET_STATIONS);
  const [id, setId] = useState(whose.kind === 'new-unit' ? '' : whose.id);
  const chosen = chosenOf(id);

  const form = useForm(FIELDS, async (entered) => {
    const stationIds = entered.getAll('stationIds').filter((id) => typeof id === 'string');
    const payload = (await set({ input: { ...who(whose, entered), stationIds } })).data?.setAssignedStation;
    if (!payload?.assignedStations) return payload?.userErrors;
    onDone();
    return null;
  });

  const title = whose.kind === 'new-unit' ? t('forUnit') : t('of', { name: whose.name });
  return (
    <FormDialog title={title} onClose={onClose} form={form} submit={t('save')}>
      {whose.kind === 'new-unit' && (
        <UnitSelect
          label={t('unitField')}
          units={units}
          unitId={null}
          problem={form.problemOf('unitId')}
          none={t('chooseUnit')}
          onChoose={setId}
        />
      )}
      <fieldset key={id} className="min-w-0">
        <legend className="pb-1 text-sm font-medium">{t('where')}</legend>
        {stations.length === 0 && <p className="text-sm text-idle">{t('noStations')}</p>}
        {stations.map((station) => (
          <label key={station.id} className="flex min-h-9 items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="stationIds"
              value={station.id}
              defaultChecked={chosen.has(station.id)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">
              {station.place ? t('inPlace', { name: station.name, place: station.place.name }) : station.name}
            </span>
          </label>
        ))}
        <p className="pt-1 text-sm text-muted">{t('whereHint')}</p>
      </fieldset>
    </FormDialog>
  );
}

function who(whose: Whose, form: FormData): { readonly unitId: string } | { readonly personId: string } {
  if (whose.kind === 'person') return { personId: whose.id };
  return { unitId: whose.kind === 'unit' ? whose.id : textOf(form, 'unitId') };
}
