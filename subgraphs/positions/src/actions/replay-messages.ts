import type { Tx } from '@trekker/kit';

import { deleteQuarantined, updateReason } from '../db/quarantine.ts';
import type { QuarantinedFixRow } from '../db/rows.ts';
import { readAgain } from './read-again.ts';
import { takeIn, type Intake, type Receipt } from './take-in.ts';

/**
 * Sends messages of one tenant out of quarantine through intake once more. What is accepted is on disk when this
 * resolves, and leaves quarantine in the transaction of `settle`; refused again, it stays there with the new reason. Done
 * twice, the second time finds duplicates. Fails with UNAVAILABLE when intake can promise nothing now.
 *
 * @param settle runs in the transaction that takes what was accepted out of quarantine.
 */
export async function replayMessages(
  intake: Intake,
  kept: readonly QuarantinedFixRow[],
  settle: (tx: Tx, receipts: readonly Receipt[]) => Promise<void> = async () => {},
): Promise<Receipt[]> {
  const [first] = kept;
  if (!first) return [];
  const { tenantId } = first;
  const identifiers = kept.map(({ identifier }) => identifier);
  const known = await intake.identities.resolve(tenantId, identifiers);
  const rules = await intake.filterRules.of(tenantId);
  const messages = await Promise.all(
    kept.map(async (row) => {
      const tracker = known.get(row.identifier) ?? null;
      return { tenantId, message: await readAgain(intake, row, tracker?.trackerId ?? null), tracker };
    }),
  );
  const receipts = await takeIn(intake, messages, rules);
  await intake.database.withTenant(tenantId, async (tx) => {
    await settle(tx, receipts);
    const gone = kept.filter((_, at) => receipts[at]?.kind !== 'rejected').map(({ fixId }) => fixId);
    await deleteQuarantined(tx, gone);
    for (const [at, { fixId }] of kept.entries()) {
      const receipt = receipts[at];
      if (receipt?.kind === 'rejected') await updateReason(tx, fixId, receipt);
    }
  });
  return receipts;
}
