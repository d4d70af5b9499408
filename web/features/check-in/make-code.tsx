'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { useZones } from '../../live/headcount/use-zones.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { byName } from '../../ui/by-name.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import type { InputError } from '../../ui/form-problems.ts';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { readSubject, subjectWord, type CodeSubject } from './code-subject.ts';
import { CREATE_STATION_CODE, CREATE_ZONE_CODE, OPEN_STATIONS } from './documents.graphql.ts';

// Minutes; a code of a station holds for a day at most.
const TIMES = { zone: [15, 60, 720, 1_440, 43_200, 525_600], station: [15, 60, 240, 1_440] } as const;
const USUAL_MINUTES = { zone: 720, station: 60 } as const;
const MINUTE_S = 60;

/** Asks for what and for how long, then makes a code. @param wanted for what, as the address names it. */
export function MakeCode({
  wanted,
  onMade,
}: {
  readonly wanted: string | null;
  readonly onMade: (text: string) => void;
}) {
  const t = useTranslations('checkIn.show');
  const zones = useZones(null);
  const mayMuster = useMay('muster:write');
  const [{ data }] = useQuery({ query: OPEN_STATIONS, pause: !mayMuster, requestPolicy: 'cache-and-network' });
  const [chosen, setChosen] = useState(wanted);
  const make = useMakeCode();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const musters = data?.musters.nodes ?? [];
  const [firstZone] = zones.nodes;
  const subject = readSubject(chosen) ?? (firstZone ? ({ kind: 'zone', zoneId: firstZone.id } as const) : null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!subject) return;
    setBusy(true);
    const made = await make(subject, Number(textOf(new FormData(event.currentTarget), 'minutes')));
    setBusy(false);
    setProblem(made.problem);
    if (made.text !== null) onMade(made.text);
  }

  if (!subject) {
    return zones.loading ? (
      <SkeletonRows rows={3} label={t('loading')} />
    ) : (
      <EmptyState icon="qr" title={t('nothing')}>
        {t('nothingText')}
      </EmptyState>
    );
  }
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5"
    >
      <p className="text-sm text-muted">{t('lead')}</p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <SelectField label={t('for')} value={subjectWord(subject)} onChange={({ target }) => setChosen(target.value)}>
        {musters.map((muster) => (
          <optgroup key={muster.id} label={t('stationsOf', { muster: muster.name })}>
            {muster.stations.map(({ id, name }) => (
              <option key={id} value={subjectWord({ kind: 'station', musterId: muster.id, stationId: id })}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
        <optgroup label={t('zones')}>
          {zones.nodes.toSorted(byName).map(({ id, name }) => (
            <option key={id} value={subjectWord({ kind: 'zone', zoneId: id })}>
              {name}
            </option>
          ))}
        </optgroup>
      </SelectField>
      <SelectField
        key={subject.kind}
        name="minutes"
        label={t('validFor')}
        hint={t(`hints.${subject.kind}`)}
        defaultValue={USUAL_MINUTES[subject.kind]}
      >
        {TIMES[subject.kind].map((minutes) => (
          <option key={minutes} value={minutes}>
            {t(`times.${minutes}`)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" look="primary" disabled={busy}>
        {t('make')}
      </Button>
    </form>
  );
}

interface Made {
  readonly text: string | null;
  readonly problem: string | null;
}

function useMakeCode(): (subject: CodeSubject, minutes: number) => Promise<Made> {
  const t = useTranslations('checkIn.show');
  const tell = useRefusal();
  const [, zoneCode] = useMutation(CREATE_ZONE_CODE);
  const [, stationCode] = useMutation(CREATE_STATION_CODE);
  return async (subject, minutes) => {
    if (subject.kind === 'zone') {
      const { zoneId } = subject;
      const made = (await zoneCode({ input: { zoneId, validSeconds: minutes * MINUTE_S } })).data?.createCheckInCode;
      return outcome(made?.token, made?.userErrors);
    }
    const { musterId, stationId } = subject;
    const made = (await stationCode({ input: { musterId, stationId, minutes } })).data?.createMusterStationCode;
    return outcome(made?.code, made?.userErrors);
  };

  function outcome(text: string | null | undefined, errors: readonly InputError[] | undefined): Made {
    return text ? { text, problem: null } : { text: null, problem: tell(errors?.[0]) ?? t('failed') };
  }
}
