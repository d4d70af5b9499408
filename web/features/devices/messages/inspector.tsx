'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TrackerChoice } from '../tracker-choice.tsx';
import { PROTOCOLS } from '../unknown/documents.graphql.ts';
import { decodeAs, type Decoded } from './decode-as.ts';
import { DecodingView } from './decoding-view.tsx';
import { isHex } from './hex.ts';
import { inspectedIn, NOTHING, type Inspected } from './inspector-address.ts';

/** Reads what a device sent, pasted or brought along in the address, without keeping anything of it. */
export function Inspector() {
  const t = useTranslations('devices.inspector');
  const [inspected, setInspected] = useState<Inspected>(NOTHING);
  const [trackerId, setTrackerId] = useState<string | null>(null);
  const [decoded, setDecoded] = useState<Decoded | null>(null);
  const [busy, setBusy] = useState(false);
  const [{ data }] = useQuery({ query: PROTOCOLS });
  const protocols = [...new Set(data?.protocols.map(({ name }) => name))];
  const newest = useRef(0);

  async function read(wanted: Inspected, known: readonly string[]) {
    const turn = ++newest.current;
    setBusy(true);
    const answer = await decodeAs(wanted, { protocols: known, trackerId });
    if (turn !== newest.current) return;
    setDecoded(answer);
    setBusy(false);
  }

  const isReady = protocols.length > 0;
  useEffect(() => {
    const brought = inspectedIn(location.hash);
    if (!brought.content || !isReady) return;
    setInspected(brought);
    void read(brought, protocols);
    // What the address brings is read once, as soon as the protocols are known.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void read(inspected, protocols);
  }

  const change = (part: Partial<Inspected>) => setInspected({ ...inspected, ...part });
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel title={t('title')}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-sm text-muted">{t('lead')}</p>
          <TextAreaField
            label={t('content')}
            hint={inspected.content ? t(isHex(inspected.content) ? 'takenAsBytes' : 'takenAsText') : t('contentHint')}
            value={inspected.content}
            rows={6}
            maxLength={50_000}
            spellCheck={false}
            onChange={(event) => change({ content: event.target.value })}
            className="font-mono text-[0.8125rem]"
            required
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label={t('protocol')}
              value={protocols.includes(inspected.protocol) ? inspected.protocol : ''}
              onChange={(event) => change({ protocol: event.target.value })}
            >
              <option value="">{t('detect')}</option>
              {protocols.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextField
              label={t('identifier')}
              hint={t('identifierHint')}
              value={inspected.identifier}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change({ identifier: event.target.value })}
            />
          </div>
          <TrackerChoice label={t('tracker')} trackerId={trackerId} onChoose={setTrackerId} />
          <div className="flex flex-wrap items-center justify-between gap-3">
            <label className="flex min-h-10 items-center gap-2 text-sm">
              <input
                type="checkbox"
                checked={inspected.isDatagram}
                onChange={(event) => change({ isDatagram: event.target.checked })}
                className="size-4"
              />
              {t('datagram')}
            </label>
            <Button type="submit" look="primary" disabled={busy || !isReady}>
              {t(busy ? 'reading' : 'read')}
            </Button>
          </div>
        </form>
      </Panel>
      <Result decoded={decoded} />
    </div>
  );
}

/** What was read, or why nothing was. */
function Result({ decoded }: { readonly decoded: Decoded | null }) {
  const t = useTranslations('devices.inspector');
  const note = decoded?.kind === 'read' && (
    <p className="text-sm text-muted">{t('readAs', { protocol: decoded.protocol })}</p>
  );
  return (
    <Panel title={t('result')} note={note}>
      <div role="status">
        {!decoded && <p className="py-6 text-center text-sm text-muted">{t('nothingYet')}</p>}
        {decoded?.kind === 'nothing-fits' && <Notice tone="warning">{t('nothingFits')}</Notice>}
        {decoded?.kind === 'refused' && <Notice tone="danger">{t('refused')}</Notice>}
        {decoded?.kind === 'silent' && <Notice tone="danger">{t('silent')}</Notice>}
      </div>
      {decoded?.kind === 'read' && <DecodingView decoding={decoded.decoding} />}
    </Panel>
  );
}
