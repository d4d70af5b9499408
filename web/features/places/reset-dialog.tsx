'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm, type Refusal } from '../../ui/use-form.ts';
import { SET_RESET } from './documents.graphql.ts';

const FIELDS = ['localTime', 'timeZone'] as const;
// Early enough that nobody of the day before is still there, for most.
const USUAL_TIME = '04:00';

/** Asks at what time of each day marks by hand end, or ends that. */
export function ResetDialog({
  place,
  reset,
  onClose,
  onDone,
}: {
  readonly place: { readonly id: string; readonly name: string; readonly timeZone: string | null };
  /** What holds now, or null for nothing. */
  readonly reset: { readonly localTime: string; readonly timeZone: string } | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('places.reset');
  const { tenant } = useViewing().viewer;
  const [, set] = useMutation(SET_RESET);
  const timeZone = reset?.timeZone ?? place.timeZone ?? tenant.timeZone;

  async function save(input: { readonly localTime: string | null; readonly timeZone: string }): Promise<Refusal> {
    const payload = (await set({ input: { placeId: place.id, ...input } })).data?.setHeadcountReset;
    if (!payload?.place) return payload?.userErrors;
    onDone();
    return null;
  }

  const form = useForm(FIELDS, (entered) =>
    save({ localTime: textOf(entered, 'localTime'), timeZone: textOf(entered, 'timeZone') }),
  );

  return (
    <FormDialog title={t('dialog', { place: place.name })} onClose={onClose} form={form} submit={t('save')}>
      <TextField
        name="localTime"
        type="time"
        label={t('time')}
        hint={t('timeHint')}
        defaultValue={reset?.localTime ?? USUAL_TIME}
        problem={form.problemOf('localTime')}
        required
      />
      <SelectField name="timeZone" label={t('timeZone')} problem={form.problemOf('timeZone')} defaultValue={timeZone}>
        {[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
      {reset && (
        <Button
          className="self-start"
          disabled={form.busy}
          onClick={() => void form.run(() => save({ localTime: null, timeZone: reset.timeZone }))}
        >
          {t('end')}
        </Button>
      )}
    </FormDialog>
  );
}
