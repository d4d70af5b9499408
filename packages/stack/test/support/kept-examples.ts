import type { Belongings } from './populate.ts';

const LAST_HOUR = { from: new Date(Date.now() - 3_600_000), to: new Date() };

/** Calls that export what is kept, or say what must be and what must not. */
export const KEPT_EXAMPLES: Readonly<Record<string, (own: Belongings) => Readonly<Record<string, any>>[]>> = {
  'Mutation.placeLegalHold': ({ personId, trackerId }) => [
    { input: { personId, reason: 'Example' } },
    { input: { trackerId, reason: 'Example' } },
  ],
  'Mutation.releaseLegalHold': ({ holdId }) => [{ input: { holdId } }],
  'Mutation.startPositionExport': ({ trackerId, unitId }) => [
    { input: { format: 'CSV', ...LAST_HOUR, trackerIds: [trackerId], idempotencyKey: 'example export of a tracker' } },
    { input: { format: 'CSV', ...LAST_HOUR, unitIds: [unitId], idempotencyKey: 'example export of a unit' } },
  ],
  'Mutation.cancelPositionExport': ({ exportId }) => [{ input: { exportId } }],
  // It takes all exports with it.
  'Mutation.erasePerson': ({ leaverId }) => [{ input: { personId: leaverId, reason: 'Example' } }],
};
