import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputError } from '../../../ui/form-problems.ts';
import { addPeople, type AddOne, type Progress } from './add-people.ts';

const wanted = Array.from({ length: 12 }, (_, index) => ({
  line: index + 2,
  person: { name: `P${index}`, unitId: null, kind: 'EMPLOYEE', trade: null, role: null } as const,
}));

const tell = ({ field, message }: InputError) => `${field.at(-1)} ${message}`;

async function run(addOne: AddOne, controller = new AbortController()) {
  const seen: Progress[] = [];
  const onProgress = (progress: Progress) => void seen.push(progress);
  return { seen, end: await addPeople(wanted, { addOne, tell, onProgress, signal: controller.signal }) };
}

test('everybody is added a few at a time, and who is refused keeps nobody else out', async () => {
  let [now, most] = [0, 0];
  const { seen, end } = await run(async ({ name }) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now--;
    const userErrors = name === 'P3' ? [{ field: ['input', 'name'], code: 'TAKEN', message: 'is taken' }] : [];
    return { userErrors };
  });
  assert.equal(most, 5);
  assert.deepEqual(
    seen.map(({ done }) => done),
    [5, 10, 12],
  );
  assert.equal(end.added, 11);
  assert.deepEqual(
    end.refused.map(({ line, message }) => [line, message]),
    [[5, 'name is taken']],
  );
});

test('nothing further is sent once a whole batch was not answered, and nobody is lost from the account', async () => {
  let sent = 0;
  const { end } = await run(() => Promise.resolve(++sent <= 5 ? { userErrors: [] } : undefined));
  assert.equal(sent, 10);
  assert.deepEqual([end.done, end.added, end.refused.length], [12, 5, 7]);
  assert.ok(end.refused.every(({ message }) => message === null));
});

test('it stops behind the batch on its way when somebody stops it', async () => {
  const controller = new AbortController();
  let sent = 0;
  const { end } = await run(() => {
    sent++;
    controller.abort();
    return Promise.resolve({ userErrors: [] });
  }, controller);
  assert.deepEqual([sent, end.added, end.refused.length], [5, 5, 7]);
});
