import { expect, type Page } from '@playwright/test';

/** A phone of the journey's own, with the person who carries it. */
export interface Phone {
  /** Name of the person. */
  readonly person: string;
  /** Address of the door it reports through, with a slash at its end. */
  readonly door: string;
  /** Sends one fix as Traccar Client does, and waits until it is accepted. @param at of the fix; absent: now. */
  report(place: PlaceOfFix, at?: number): Promise<void>;
}

/** What a phone tells of where it is. */
interface PlaceOfFix {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude?: number;
  /** Metres; absent: 5. */
  readonly accuracy?: number;
}

/** Adds a phone in the app and opens a door for it, as somebody would. @param name unlike any other phone's. */
export async function addPhone(page: Page, name: string): Promise<Phone> {
  const person = `Person ${name}`;
  await page.goto('/trackers');
  await page.getByRole('button', { name: 'Add tracker' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the tracker').fill(`Phone ${name}`);
  await dialog.getByLabel('Identifier').fill(name);
  await dialog.getByLabel('Carried by').selectOption({ label: 'A new person' });
  await dialog.getByLabel('Name of the person').fill(person);
  await dialog.getByRole('button', { name: 'Add tracker' }).click();
  await dialog.getByRole('button', { name: 'Open a door' }).click();
  const door = new URL(await dialog.getByLabel('Server URL').inputValue());
  // Browsers know every name below localhost, other programs need not.
  if (door.hostname.endsWith('.localhost')) door.hostname = '127.0.0.1';
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  return {
    person,
    door: door.href,
    async report({ latitude, longitude, altitude, accuracy = 5 }, at = Date.now()) {
      const fix = {
        id: name,
        lat: String(latitude),
        lon: String(longitude),
        timestamp: String(at),
        accuracy: String(accuracy),
        ...(altitude !== undefined && { altitude: String(altitude) }),
      };
      const answer = await fetch(`${door.href}?${new URLSearchParams(fix).toString()}`);
      expect(answer.status).toBe(200);
    },
  };
}
