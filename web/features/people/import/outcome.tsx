'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Cell, Table } from '../../../ui/table.tsx';
import type { Progress } from './add-people.ts';

/** Who was added, and who was not and why. */
export function Outcome({
  progress: { added, refused },
  onAgain,
}: {
  readonly progress: Progress;
  readonly onAgain: () => void;
}) {
  const t = useTranslations('people.import');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={refused.length ? 'warning' : 'success'}>{t('added', { added, refused: refused.length })}</Notice>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onAgain}>{t('another')}</Button>
        <LinkButton href="/people">{t('toPeople')}</LinkButton>
        <LinkButton href="/start">{t('toStart')}</LinkButton>
      </div>
      {refused.length > 0 && (
        <>
          <p className="text-sm text-muted">{t('bringAgain')}</p>
          <div className="-mx-4 border-t border-line">
            <Table label={t('refused')} columns={[t('line'), t('columns.name'), t('why')].map((name) => ({ name }))}>
              {refused.map(({ line, person, message }) => (
                <tr key={line}>
                  <Cell label={t('line')} muted>
                    {line}
                  </Cell>
                  <Cell heading>{person.name}</Cell>
                  <Cell label={t('why')}>{message ?? t('notSent')}</Cell>
                </tr>
              ))}
            </Table>
          </div>
        </>
      )}
    </div>
  );
}
