import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test } from './journey.ts';
import { addZone, archiveZone } from './zone.ts';

test('a limit of a zone is set, changed and removed, and says who is told', async ({ page }, { project }) => {
  const stamp = `${project.name} ${Date.now()}`;
  await signIn(page);
  const zone = await addZone(page, `Limited ${stamp}`);
  await page.goto(`/zones/${zone.id}`);
  const limits = page.getByRole('region', { name: 'Limits' });
  const dialog = page.getByRole('dialog');
  await expect(limits).toContainText('No limit.');
  await limits.getByRole('button', { name: 'Set a limit' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('One of these has to be filled in.')).toBeVisible();
  await dialog.getByLabel('At least').fill('3');
  await dialog.getByLabel('At most').fill('2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('At least 3.')).toBeVisible();
  await dialog.getByLabel('At most').fill('5');
  await dialog.getByLabel('Contractor').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const list = limits.getByRole('list', { name: 'Limits' });
  await expect(list.getByRole('listitem')).toContainText('3 to 5 of Contractor');

  await list.getByRole('button', { name: 'Change: 3 to 5 of Contractor' }).click();
  await expect(dialog).toContainText('It counts only: Contractor.');
  await dialog.getByLabel('At least').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('listitem')).toContainText('At most 5 of Contractor');

  const { notificationRecipients } = await ask<Recipients>(page, RECIPIENTS, {});
  const [somebody] = notificationRecipients.nodes;
  const rule = `Rule ${stamp}`;
  const { createNotificationRule: made } = await ask<Made>(page, RULE, {
    input: { name: rule, kinds: ['LIMIT_EXCEEDED'], geofenceIds: [zone.id], inAppUserIds: [somebody?.userId] },
  });
  await page.reload();
  await expect(limits.getByRole('list', { name: /Who is told/ })).toContainText(`${rule} ${somebody?.name}`);
  await expectAccessible(page);

  // Whether anybody is told is not known without the rules.
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"RulesOfLimits"') ? route.abort() : route.fallback(),
  );
  await page.reload();
  await expect(limits).toContainText('This could not be loaded.');
  await expect(limits).not.toContainText('Nobody');
  await page.unroute('**/graphql');
  await limits.getByRole('button', { name: 'Try again' }).click();
  await expect(limits.getByRole('list', { name: /Who is told/ })).toContainText(rule);
  await list.getByRole('button', { name: 'Remove: At most 5 of Contractor' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(limits).toContainText('No limit.');
  await ask(page, FORGET, { input: { ruleId: made.rule.id } });
  await archiveZone(page, zone);
});

interface Recipients {
  readonly notificationRecipients: { readonly nodes: readonly { readonly userId: string; readonly name: string }[] };
}

interface Made {
  readonly createNotificationRule: { readonly rule: { readonly id: string } };
}

const RECIPIENTS = `{ notificationRecipients(first: 1) { nodes { userId name } } }`;
const RULE = `mutation($input: CreateNotificationRuleInput!) { createNotificationRule(input: $input) { rule { id } userErrors { message } } }`;
const FORGET = `mutation($input: DeleteNotificationRuleInput!) { deleteNotificationRule(input: $input) { ruleId } }`;
