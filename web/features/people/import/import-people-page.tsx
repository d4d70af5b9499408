'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useUnits } from '../../../lists/use-units.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import type { InputError } from '../../../ui/form-problems.ts';
import { Panel } from '../../../ui/panel.tsx';
import { useRefusal } from '../../../ui/use-refusal.ts';
import { CREATE_PERSON } from '../documents.graphql.ts';
import { addPeople, type Progress, type Wanted } from './add-people.ts';
import { ChooseFile } from './choose-file.tsx';
import { Outcome } from './outcome.tsx';
import { Preview } from './preview.tsx';
import { COLUMNS, type PersonRow } from './read-people.ts';
import { Sending } from './sending.tsx';

type Stage =
  | { readonly kind: 'choose' }
  | { readonly kind: 'preview'; readonly fileName: string; readonly rows: readonly PersonRow[] }
  | { readonly kind: 'sending'; readonly total: number; readonly progress: Progress }
  | { readonly kind: 'done'; readonly progress: Progress };

const NOTHING_YET: Progress = { done: 0, added: 0, refused: [] };

/** Adds everybody of a file: choose it, look at what it says, send it, read what was refused. */
export function ImportPeoplePage() {
  const t = useTranslations('people.import');
  const tell = useRefusal();
  const client = useClient();
  const units = useUnits();
  const mayAdd = useMay('people:write');
  const [stage, setStage] = useState<Stage>({ kind: 'choose' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  /** What is wrong with a person, and in which column of the file. */
  function told(error: InputError): string {
    const column = COLUMNS.find((name) => name === error.field.at(-1)?.replace(/Id$/, ''));
    return column ? `${t(`columns.${column}`)}: ${tell(error)}` : tell(error);
  }

  async function send(wanted: readonly Wanted[]) {
    stop.current = new AbortController();
    const total = wanted.length;
    setStage({ kind: 'sending', total, progress: NOTHING_YET });
    const end = await addPeople(wanted, {
      addOne: async (input) => (await client.mutation(CREATE_PERSON, { input }).toPromise()).data?.createPerson,
      tell: told,
      onProgress: (progress) => setStage({ kind: 'sending', total, progress }),
      signal: stop.current.signal,
    });
    setStage({ kind: 'done', progress: end });
  }

  const again = () => setStage({ kind: 'choose' });
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          <LinkButton href="/people">{t('toPeople')}</LinkButton>
        </div>
        {!mayAdd && <EmptyState icon="people" title={t('refusedTitle')} />}
        {mayAdd && (
          <Panel title={t(`stages.${stage.kind}`)}>
            {stage.kind === 'choose' && (
              <ChooseFile onRead={(fileName, rows) => setStage({ kind: 'preview', fileName, rows })} />
            )}
            {stage.kind === 'preview' && (
              <Preview
                fileName={stage.fileName}
                rows={stage.rows}
                units={units}
                onBack={again}
                onSend={(wanted) => void send(wanted)}
              />
            )}
            {stage.kind === 'sending' && (
              <Sending total={stage.total} progress={stage.progress} onStop={() => stop.current?.abort()} />
            )}
            {stage.kind === 'done' && <Outcome progress={stage.progress} onAgain={again} />}
          </Panel>
        )}
      </div>
    </div>
  );
}
