import type { TrackFileFormat } from '../../../__generated__/graphql.ts';
import type { Span } from './density.ts';

/** What to call a file of a track: who, since when, and what it is. */
export function fileName(label: string, { span, format }: { span: Span; format: TrackFileFormat }): string {
  const who = label.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'track';
  const since = new Date(span.from).toISOString().slice(0, 16).replaceAll(':', '');
  return `${who}-${since}Z.${format.toLowerCase()}`;
}
