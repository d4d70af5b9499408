import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails when axe finds something serious or critical on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await graveFindings(page)).toEqual([]);
}

/** What axe finds serious or critical on the page as it stands. */
export async function graveFindings(page: Page): Promise<string[]> {
  // A page that was just come to by a link has its title a moment after its address.
  await expect(page).toHaveTitle(/\S/);
  // Our pages hold no pages of others, so that one call finds all; to describe what is right costs most of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}
