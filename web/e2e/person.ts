import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';

/** Adds a person without a tracker, with the session of the page. */
export async function addPerson(page: Page, name: string): Promise<{ readonly id: string; readonly name: string }> {
  const { createPerson } = await ask<{ createPerson: { person: { id: string } | null } }>(page, CREATE, {
    input: { name },
  });
  expect(createPerson.person, 'the person was added').not.toBeNull();
  return { id: createPerson.person?.id ?? '', name };
}

const CREATE = `mutation($input: CreatePersonInput!) { createPerson(input: $input) { person { id } userErrors { message } } }`;
