'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import type { OrganisationQuery } from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { unitTree, type UnitNode } from '../../lists/unit-tree.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ORGANISATION } from './documents.graphql.ts';
import { UnitDialog, type UnitTask } from './unit-dialog.tsx';

/** A unit as this page shows it. */
export type Unit = OrganisationQuery['units']['nodes'][number];

/** Companies, departments and crews, and how they belong together. */
export function OrganisationPage() {
  const t = useTranslations('organisation');
  const mayWriteTop = useMayEverywhere('units:write');
  const list = useWholeList(ORGANISATION, unitsOf);
  const tree = useMemo(() => unitTree(list.nodes), [list.nodes]);
  const units = useMemo(() => new Map(list.nodes.map((unit) => [unit.id, unit])), [list.nodes]);
  const mayPutUnder = (unitId: string) => units.get(unitId)?.mayWrite === true;
  const [task, setTask] = useState<UnitTask | null>(null);
  const add = mayWriteTop && (
    <Button look="primary" onClick={() => setTask({ kind: 'add', below: null })}>
      <Icon name="plus" size={16} />
      {t('add')}
    </Button>
  );
  return (
    <div className="mx-auto flex h-full max-w-4xl flex-col md:px-6 md:py-5">
      <div className="flex flex-wrap items-center gap-3 px-4 py-4 md:px-0 md:pt-0">
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        <p role="status" className="me-auto text-sm text-muted tabular-nums">
          {!list.loading && t('count', { count: tree.length })}
        </p>
        {add}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-line max-md:border-t md:rounded-2xl md:border md:bg-surface">
        {list.loading && <SkeletonRows rows={6} label={t('loading')} />}
        {list.failed && (
          <EmptyState icon="warning" title={t('failed')} action={<Button onClick={list.reload}>{t('retry')}</Button>} />
        )}
        {!list.loading && !list.failed && !tree.length && (
          <EmptyState icon="organisation" title={t('empty.title')} action={add}>
            {t('empty.text')}
          </EmptyState>
        )}
        <ul aria-label={t('title')}>
          {tree.map((node) => {
            const unit = units.get(node.id);
            if (!unit) return null;
            // Whoever moves a unit takes it away from the one above.
            const above = unit.parent && units.get(unit.parent.id);
            const mayMove = unit.mayWrite && (above ? above.mayWrite : mayWriteTop);
            const onTask = unit.mayWrite ? setTask : null;
            return <UnitItem key={node.id} node={node} unit={unit} mayMove={mayMove} onTask={onTask} />;
          })}
        </ul>
      </div>
      {task && <UnitDialog task={task} tree={tree} mayPutUnder={mayPutUnder} onClose={() => setTask(null)} />}
    </div>
  );
}

function unitsOf(data: OrganisationQuery): OrganisationQuery['units'] {
  return data.units;
}

function UnitItem({
  node,
  unit,
  mayMove,
  onTask,
}: {
  readonly node: UnitNode;
  readonly unit: Unit;
  readonly mayMove: boolean;
  readonly onTask: ((task: UnitTask) => void) | null;
}) {
  const t = useTranslations('organisation');
  const { name } = node;
  return (
    <li
      aria-level={node.depth + 1}
      className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1.5 pe-2"
      style={{ paddingInlineStart: `${1 + node.depth * 1.5}rem` }}
    >
      <Link
        href={`/people?unit=${node.id}`}
        className="min-w-0 truncate font-medium hover:underline"
        title={t('showPeople', { name })}
      >
        {name}
      </Link>
      <span className="me-auto text-sm text-muted">{t(`kinds.${unit.kind}`)}</span>
      {onTask && (
        <span className="flex">
          <IconButton label={t('addBelow', { name })} onClick={() => onTask({ kind: 'add', below: node })}>
            <Icon name="plus" size={18} />
          </IconButton>
          <Button look="quiet" aria-label={t('editNamed', { name })} onClick={() => onTask({ kind: 'edit', unit })}>
            {t('edit')}
          </Button>
          {mayMove && (
            <Button look="quiet" aria-label={t('moveNamed', { name })} onClick={() => onTask({ kind: 'move', unit })}>
              {t('move')}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
