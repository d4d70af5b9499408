'use client';

import { useTranslations } from 'next-intl';
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

/** Says at which stations a unit or a person belongs; none means any. */
export function AssignDialog({
  whose,
  chosen,
  stations,
  onClose,
  onDone,
}: {
  readonly whose: Whose;
  readonly chosen: ReadonlySet<string>;
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
        />
      )}
      <fieldset className="min-w-0">
        <legend className="pb-1 text-sm font-medium">{t('where')}</legend>
        {stations.length === 0 && <p className="text-sm text-idle">{t('noStations')}</p>}
        {stations.map(({ id, name, place }) => (
          <label key={id} className="flex min-h-9 items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="stationIds"
              value={id}
              defaultChecked={chosen.has(id)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">{place ? t('inPlace', { name, place: place.name }) : name}</span>
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
