'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClient } from 'urql';
import type { RepairShapeQuery } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { REPAIR_SHAPE } from './draw.graphql.ts';
import { shapeOf } from './shape-input.ts';
import type { ZoneDraft } from './use-zone-draft.ts';

type Repair = RepairShapeQuery['repairedGeometry'];

const SQUARE_METERS_OF_HECTARE = 10_000;

/** Puts what could be made of a refused shape on the map, and says what was changed; nothing is saved by it. */
export function RepairOffer({ draft }: { readonly draft: ZoneDraft }) {
  const t = useTranslations('zonePages.draw.repair');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [repair, setRepair] = useState<Repair | 'none' | null>(null);
  const boundary = draft.geometry()?.boundary;

  async function ask() {
    setBusy(true);
    const { data } = await client.query(REPAIR_SHAPE, { boundary }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const found = data?.repairedGeometry;
    const shape = found?.boundary ? shapeOf({ boundary: found.boundary }) : null;
    setRepair(shape && found ? found : 'none');
    if (shape) draft.put(shape);
  }

  return (
    <div role="status" className="flex flex-col gap-2">
      {repair === null && boundary !== undefined && (
        <Button className="self-start" disabled={busy} onClick={() => void ask()}>
          {busy ? t('busy') : t('ask')}
        </Button>
      )}
      {repair === 'none' && <Notice tone="warning">{t('none')}</Notice>}
      {repair !== null && repair !== 'none' && <Repaired repair={repair} />}
    </div>
  );
}

function Repaired({ repair: { changes, areaBeforeSquareMeters, areaAfterSquareMeters } }: { readonly repair: Repair }) {
  const t = useTranslations('zonePages.draw.repair');
  const format = useFormatter();
  const area = (squareMeters: number) =>
    squareMeters < SQUARE_METERS_OF_HECTARE
      ? `${format.number(squareMeters, { maximumFractionDigits: 0 })} m²`
      : format.number(squareMeters / SQUARE_METERS_OF_HECTARE, {
          style: 'unit',
          unit: 'hectare',
          maximumFractionDigits: 2,
        });
  return (
    <Notice tone="info">
      <p>
        {t('done', {
          count: changes.length,
          before: area(areaBeforeSquareMeters ?? 0),
          after: area(areaAfterSquareMeters ?? 0),
        })}
      </p>
      <ul aria-label={t('changes')} className="list-disc ps-5 text-sm">
        {[...new Set(changes.map(({ message }) => message))].map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}
