import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';

test('a file of people is looked through, sent, and may be brought again', async ({ page }, { project }) => {
  const stamp = `${project.name} ${Date.now()}`;
  const file = (...lines: string[]) => ({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Name;Unit;Kind;Trade\n${lines.join('\n')}\n`),
  });
  const good = Array.from({ length: 7 }, (_, index) => `Kim ${index} ${stamp};;Contractor;"Rigger; rope"`);
  await signIn(page);
  await page.goto('/people');
  await page.getByRole('link', { name: 'Import a file' }).click();
  await expect(page).toHaveTitle(/People from a file/);
  const input = page.getByRole('button', { name: 'Choose a file' });
  await expectAccessible(page);
  await input.setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from('trade\nRigger\n') });
  await expect(page.getByRole('alert').filter({ hasText: 'No column is called “name”' })).toBeVisible();

  const bad = [`Ada ${stamp};No such crew;;`, ';;;Cook', `Bo ${stamp};;Ghost;`];
  await input.setInputFiles(file(...good, ...bad));
  await expect(page.getByText('people.csv: 7 people can be added, 3 lines have to be mended first.')).toBeVisible();
  const table = page.getByRole('table', { name: 'People of the file' });
  await expect(table.getByRole('row').filter({ hasText: `Ada ${stamp}` })).toContainText(
    'Unit: “No such crew” is not known',
  );
  await expect(table.getByRole('row').filter({ hasText: 'Name: nothing is given' })).toContainText('10');
  await expect(table.getByRole('row').filter({ hasText: `Bo ${stamp}` })).toContainText('Kind: “Ghost” is not known');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );

  // One is refused by the server, and keeps nobody else out.
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes(`Kim 3 ${stamp}`) ? route.fulfill({ json: REFUSED }) : route.fallback(),
  );
  await page.getByRole('button', { name: 'Add 7 people' }).click();
  await expect(page.getByText('6 people were added, 1 was not.')).toBeVisible();
  const refused = page.getByRole('table', { name: 'Who was not added' });
  await expect(refused.getByRole('row').filter({ hasText: `Kim 3 ${stamp}` })).toContainText(
    'Name: This is not accepted: is reserved.',
  );
  await expectAccessible(page);

  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Another file' }).click();
  await input.setInputFiles(file(...good));
  await expect(page.getByText('left out: the name is there already')).toHaveCount(6);
  await page.getByRole('button', { name: 'Add 1 person' }).click();
  await expect(page.getByText('1 person was added.')).toBeVisible();
  await page.goto(`/people?q=${encodeURIComponent(stamp)}`);
  await expect(page.getByText('7 people', { exact: true })).toBeVisible();
});

test('a file is compared with what the server has, and one that cannot be read may be chosen again', async ({
  page,
}) => {
  await signIn(page);
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"Units"') ? route.abort() : route.fallback(),
  );
  await page.goto('/people/import');
  const input = page.getByRole('button', { name: 'Choose a file' });
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('Name;Unit\nKim;No such crew\n') };
  const problem = page.getByRole('main').getByRole('alert');
  await input.setInputFiles(file);
  await expect(problem).toContainText('Trekker does not answer');
  // The same file again is a change only where none stands there.
  await expect(input).toHaveValue('');

  await page.unroute('**/graphql');
  await page.evaluate(() => {
    const { arrayBuffer } = Blob.prototype;
    Blob.prototype.arrayBuffer = () => {
      Blob.prototype.arrayBuffer = arrayBuffer;
      return Promise.reject(new DOMException('moved', 'NotReadableError'));
    };
  });
  await input.setInputFiles(file);
  await expect(problem).toHaveText('The file could not be read. Choose it again.');
  await input.setInputFiles(file);
  await expect(page.getByText('Unit: “No such crew” is not known')).toBeVisible();
});

const REFUSED = {
  data: {
    createPerson: {
      __typename: 'CreatePersonPayload',
      person: null,
      userErrors: [
        { __typename: 'UserError', field: ['input', 'name'], code: 'OTHER', message: 'is reserved', params: [] },
      ],
    },
  },
};
