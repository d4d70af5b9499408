'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { GeofenceKind, ImportZonesMutation } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useRefusal } from '../../../ui/use-refusal.ts';
import { KindField } from '../kind-field.tsx';
import { PlaceField } from '../place-field.tsx';
import { fileFormat, ZONE_FILES } from './file-format.ts';
import { IMPORT_ZONES } from './import.graphql.ts';

const FIELDS = ['format', 'text', 'kind', 'placeId'] as const;

type Imported = ImportZonesMutation['importGeofences'];

/** Makes zones of a file, and says what of it could not be used. @param placeId chosen at first; empty for none. */
export function ImportDialog({ placeId, onClose }: { readonly placeId: string; readonly onClose: () => void }) {
  const t = useTranslations('zonePages.import');
  const [kind, setKind] = useState<GeofenceKind>('WORK_ZONE');
  const [done, setDone] = useState<Imported | null>(null);
  const [, bring] = useMutation(IMPORT_ZONES);

  const form = useForm(FIELDS, async (entered) => {
    const file = entered.get('file');
    const format = file instanceof File ? fileFormat(file.name) : null;
    if (!(file instanceof File) || !format) return [{ field: ['format'], code: 'OTHER', message: t('unknown') }];
    // It may have been moved or changed since it was chosen.
    const text = await file.text().catch(() => null);
    if (text === null) return [{ field: ['text'], code: 'OTHER', message: t('unreadable') }];
    const input = {
      format,
      text,
      kind,
      placeId: textOf(entered, 'placeId') || null,
      repair: entered.get('repair') !== null,
    };
    const payload = (await bring({ input })).data?.importGeofences;
    if (!payload || payload.userErrors.length) return payload?.userErrors;
    setDone(payload);
    return null;
  });

  return (
    <Dialog title={t('title')} onClose={onClose}>
      {done ? (
        <Outcome imported={done} onClose={onClose} />
      ) : (
        <Form form={form} submit={t('import')} onCancel={onClose}>
          <TextField
            name="file"
            type="file"
            accept={ZONE_FILES}
            label={t('file')}
            hint={t('fileHint')}
            problem={form.problemOf('format') ?? form.problemOf('text')}
            required
          />
          <KindField kind={kind} onKind={setKind} problem={form.problemOf('kind')} />
          <PlaceField placeId={placeId} problem={form.problemOf('placeId')} />
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" name="repair" defaultChecked className="size-4" />
            {t('repair')}
          </label>
        </Form>
      )}
    </Dialog>
  );
}

function Outcome({
  imported: { created, repaired, refused },
  onClose,
}: {
  readonly imported: Imported;
  readonly onClose: () => void;
}) {
  const t = useTranslations('zonePages.import');
  const tell = useRefusal();
  return (
    <div className="flex flex-col gap-3">
      <Notice tone={refused.length ? 'warning' : 'success'}>
        {t('done', { created: created.length, repaired: repaired.length, refused: refused.length })}
      </Notice>
      {refused.length > 0 && (
        <ul tabIndex={0} aria-label={t('refused')} className="flex max-h-64 flex-col gap-1 overflow-y-auto text-sm">
          {refused.map(({ name, problems }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- names of a file may repeat, and the list never changes
            <li key={index}>
              <span className="font-medium">{name}</span>
              <span className="text-muted"> {problems.map((problem) => tell(problem)).join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
      <Button look="primary" className="self-end" onClick={onClose}>
        {t('close')}
      </Button>
    </div>
  );
}
