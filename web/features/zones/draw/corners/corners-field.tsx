'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/field.tsx';
import type { ZoneDraft } from '../use-zone-draft.ts';
import { withCorner, withoutCorner, withoutRing, withRing, withText } from './corner-list.ts';
import type { CornerChange } from './corner-row.tsx';
import { placeOf } from './read-corners.ts';
import { RingField } from './ring-field.tsx';
import type { Corners } from './use-corners.ts';
import { useRingWords } from './use-ring-words.ts';
import { useRings } from './use-rings.ts';

/** The drawing in numbers, for whoever has them, and for whoever draws without a pointer. */
export function CornersField({ draft, corners }: { readonly draft: ZoneDraft; readonly corners: Corners }) {
  const t = useTranslations('zonePages.draw.corners');
  const words = useRingWords();
  const box = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  // The corner to go to once it is there.
  const [next, setNext] = useState<number | null>(null);
  const { list, asked } = corners;
  const isAsked = asked > 0;
  const problems = corners.problems.filter((one) => isAsked || one.kind !== 'degrees' || !one.isEmpty);
  const drawn = draft.shape?.drawn;
  const rings = useRings(drawn);
  const isInStep = corners.problems.length === 0;
  const isDrawn = drawn?.kind === list.kind;

  useEffect(() => {
    if (next === null) return;
    box.current?.querySelector<HTMLElement>(`[data-corner="${next}"]`)?.focus();
    setNext(null);
  }, [next]);

  // Whoever cannot see the form hears what is wrong where it is.
  useEffect(() => {
    if (asked > 0) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [asked]);

  function change(id: number, what: CornerChange) {
    if (what.kind === 'text') return corners.change(withText(list, id, what));
    if (what.kind !== 'remove') return add(withCorner(list, { beside: id, side: what.kind, at: placeOf }));
    const line = list.lines.find((entries) => entries.some((entry) => entry.id === id)) ?? [];
    const index = line.findIndex((entry) => entry.id === id);
    corners.change(withoutCorner(list, id));
    setNext((line[index + 1] ?? line[index - 1])?.id ?? 0);
  }

  function add({ list: longer, id }: { readonly list: Corners['list']; readonly id: number }) {
    corners.change(longer);
    setNext(id);
  }

  const titles = words.titles(list, isInStep ? rings.holes : []);
  return (
    <>
      {isDrawn && <MeasureField corners={corners} />}
      <details
        ref={box}
        // What is wrong in a field that is shut away would be found by nobody.
        open={isOpen || (isAsked && corners.isUnfinished)}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
        className="rounded-lg border border-line px-3 py-2"
      >
        <summary className="cursor-pointer text-sm font-medium">{t(`title.${list.kind}`)}</summary>
        {(isOpen || corners.isUnfinished) && (
          <div className="flex flex-col gap-4 pt-2 pb-1">
            <p className="text-sm text-muted">{t('lead')}</p>
            {!isDrawn && <MeasureField corners={corners} />}
            {list.lines.map((line, index) => (
              <RingField
                key={line[0]?.id ?? index}
                kind={list.kind}
                title={titles[index] ?? ''}
                line={line}
                problems={problems}
                refusals={[...words.few(problems, index), ...(isInStep ? words.refusals(rings.refused, index) : [])]}
                onChange={change}
                onMark={corners.mark}
                onRemove={list.lines.length > 1 ? () => corners.change(withoutRing(list, index)) : null}
              />
            ))}
            {list.kind === 'polygon' && (
              <Button className="self-start" onClick={() => add(withRing(list))}>
                {t('addRing')}
              </Button>
            )}
          </div>
        )}
      </details>
    </>
  );
}

/** How large a circle is, or how wide a corridor. */
function MeasureField({ corners }: { readonly corners: Corners }) {
  const t = useTranslations('zonePages.draw');
  const { kind } = corners.list;
  if (kind === 'polygon') return null;
  const wrong = corners.problems.find((problem) => problem.kind === 'measure');
  return (
    <TextField
      inputMode="decimal"
      autoComplete="off"
      label={t(kind === 'circle' ? 'radius' : 'width')}
      problem={
        wrong?.kind === 'measure' ? t('corners.wrong.measure', { least: wrong.least, most: wrong.most }) : undefined
      }
      value={corners.list.measure}
      onChange={({ target }) => corners.change({ ...corners.list, measure: target.value })}
    />
  );
}
