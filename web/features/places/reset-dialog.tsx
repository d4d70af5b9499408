'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
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
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, set] = useMutation(SET_RESET);
  const timeZone = reset?.timeZone ?? place.timeZone ?? tenant.timeZone;

  async function save(input: { readonly localTime: string | null; readonly timeZone: string }) {
    const payload = (await set({ input: { placeId: place.id, ...input } })).data?.setHeadcountReset;
    if (payload?.place) return onDone();
    problems.show(payload?.userErrors);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void save({ localTime: textOf(form, 'localTime'), timeZone: textOf(form, 'timeZone') });
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('dialog', { place: place.name })} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <TextField
          name="localTime"
          type="time"
          label={t('time')}
          hint={t('timeHint')}
          defaultValue={reset?.localTime ?? USUAL_TIME}
          problem={problems.of('localTime')}
          required
        />
        <SelectField name="timeZone" label={t('timeZone')} problem={problems.of('timeZone')} defaultValue={timeZone}>
          {[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </SelectField>
        {reset && (
          <Button
            className="self-start"
            disabled={fetching}
            onClick={() => void save({ localTime: null, timeZone: reset.timeZone })}
          >
            {t('end')}
          </Button>
        )}
        <FormButtons submit={t('save')} busy={fetching} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
