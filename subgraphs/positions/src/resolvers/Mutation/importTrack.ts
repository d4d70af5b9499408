import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { importTrack as run } from '../../actions/import-track.ts';
import { formatNameOf } from '../../domain/track-format.ts';

export const importTrack: NonNullable<MutationResolvers['importTrack']> = async (_root, { input }, ctx) => {
  const { import: imported, userErrors } = await run(ctx, input);
  if (!imported) return { import: null, userErrors };
  const problems = imported.problems.map(({ where, spoils, ...problem }) => ({
    ...where,
    ...problem,
    spoils: SPOILS[spoils],
  }));
  return { import: { ...imported, problems, format: formatNameOf(imported.format) }, userErrors };
};

/** Words of the schema. */
const SPOILS = { file: 'FILE', track: 'TRACK', point: 'POINT', field: 'FIELD' } as const;
