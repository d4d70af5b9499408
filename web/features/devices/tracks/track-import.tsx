'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { ImportTrackMutation } from '../../../__generated__/graphql.ts';
import { textIn } from '../../../lists/address.ts';
import { useAddress } from '../../../lists/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { TrackerChoice } from '../tracker-choice.tsx';
import { IMPORT_TRACK } from './documents.graphql.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { MissingTimes, readMissingTimes } from './missing-times.tsx';
import { LARGEST_FILE_BYTES, TRACK_FILES, trackFormat } from './track-file.ts';

const FIELDS = ['trackerId', 'format', 'text', 'startAt', 'stepMs'] as const;

/** Brings recorded tracks of a file into the history of a tracker; the good points count, bad ones are listed. */
export function TrackImport() {
  const t = useTranslations('devices.import');
  const timeZone = useTimeZone() ?? 'UTC';
  const address = useAddress();
  const trackerId = textIn(address.parameters, 'tracker');
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState<NonNullable<ImportTrackMutation['importTrack']['import']> | null>(null);
  const problems = useFormProblems(FIELDS, { GONE: () => t('gone') });
  const [{ fetching }, bring] = useMutation(IMPORT_TRACK);
  const isTooLarge = file !== null && file.size > LARGEST_FILE_BYTES;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file || !trackerId) return;
    const times = readMissingTimes(new FormData(event.currentTarget), timeZone);
    // It may have been moved or changed since it was chosen.
    const text = await file.text().catch(() => null);
    if (text === null) return problems.show([{ field: ['text'], code: 'GONE', message: '' }]);
    const format = trackFormat(file.name);
    const input = {
      trackerId,
      text,
      ...(format && { format }),
      ...(times && { missingTimes: times }),
      idempotencyKey: crypto.randomUUID(),
    };
    setDone(null);
    const payload = (await bring({ input })).data?.importTrack;
    if (!payload?.import) return problems.show(payload?.userErrors);
    setDone(payload.import);
    setFile(null);
  }

  const general = FIELDS.map(problems.of).find(Boolean) ?? problems.of(null);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel title={t('title')}>
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <p className="text-sm text-muted">{t('lead')}</p>
          {!done && general && <Notice tone="danger">{general}</Notice>}
          <TrackerChoice
            label={t('tracker')}
            trackerId={trackerId}
            onChoose={(id) => address.change({ tracker: id })}
          />
          <FileDrop
            label={t('file')}
            hint={t('fileHint')}
            accept={TRACK_FILES}
            file={file}
            texts={{ choose: t('choose'), drop: t('drop'), clear: t('clear') }}
            onFile={setFile}
          />
          {isTooLarge && <Notice tone="warning">{t('tooLarge')}</Notice>}
          <MissingTimes />
          <Button
            type="submit"
            look="primary"
            className="self-end"
            disabled={fetching || !file || !trackerId || isTooLarge}
          >
            {t(fetching ? 'importing' : 'import')}
          </Button>
        </form>
      </Panel>
      <Panel title={t('result')}>
        {done ? (
          <ImportOutcome outcome={done} trackerId={trackerId} />
        ) : (
          <p className="py-6 text-center text-sm text-muted">{t('nothingYet')}</p>
        )}
      </Panel>
    </div>
  );
}
