import type { JobsQuery } from '../../__generated__/graphql.ts';

/** Something that is being made. */
export interface RunningJob {
  readonly id: string;
  readonly kind: 'export' | 'replay';
  /** The format of an export, how many fixes a replay is of. */
  readonly detail: string;
  /** 0 to 1. */
  readonly share: number;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Where more is told of it. */
  readonly href: string;
}

/** What goes on or waits for its turn, begun last first. */
export function runningJobs({ positionExports, quarantineReplays }: JobsQuery): RunningJob[] {
  const exports = positionExports.nodes
    .filter(({ state }) => state === 'WAITING' || state === 'RUNNING')
    .map(({ id, format, progress, createdAt }): RunningJob => ({
      id,
      kind: 'export',
      detail: format,
      share: progress,
      startedAt: Date.parse(createdAt),
      href: '/devices/exports',
    }));
  const replays = quarantineReplays.nodes
    .filter(({ state }) => state === 'RUNNING')
    .map(({ id, total, replayed, createdAt }): RunningJob => ({
      id,
      kind: 'replay',
      detail: `${total}`,
      share: total === 0 ? 0 : replayed / total,
      startedAt: Date.parse(createdAt),
      href: '/devices/quarantine',
    }));
  return [...exports, ...replays].toSorted((a, b) => b.startedAt - a.startedAt);
}
