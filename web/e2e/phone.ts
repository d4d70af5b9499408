import { expect, type Page } from '@playwright/test';
import { doorAddress } from '../features/phone-link/door-address.ts';
import { ask } from './ask.ts';
import { e2eSettings } from './config.ts';

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

/** Adds a phone with who carries it, and opens a door for it. @param name unlike any other phone's. */
export async function addPhone(page: Page, name: string): Promise<Phone> {
  const person = `Person ${name}`;
  const { addTracker, createIngestDoor } = await ask<Added>(page, ADD, {
    tracker: { name: `Phone ${name}`, identifier: name, newPersonName: person },
    door: { name: `Door of ${name}` },
  });
  expect([...addTracker.userErrors, ...createIngestDoor.userErrors]).toEqual([]);
  const door = doorAddress({ deviceUrl: e2eSettings().intakeUrl, token: createIngestDoor.token ?? '' });
  return {
    person,
    door,
    async report({ latitude, longitude, altitude, accuracy = 5 }, at = Date.now()) {
      const fix = {
        id: name,
        lat: String(latitude),
        lon: String(longitude),
        timestamp: String(at),
        accuracy: String(accuracy),
        ...(altitude !== undefined && { altitude: String(altitude) }),
      };
      const answer = await fetch(`${door}?${new URLSearchParams(fix).toString()}`);
      expect(answer.status).toBe(200);
    },
  };
}

interface Added {
  readonly addTracker: { readonly userErrors: readonly { readonly message: string }[] };
  readonly createIngestDoor: {
    readonly token: string | null;
    readonly userErrors: readonly { readonly message: string }[];
  };
}

const ADD = `mutation($tracker: AddTrackerInput!, $door: CreateIngestDoorInput!) {
  addTracker(input: $tracker) { userErrors { message } }
  createIngestDoor(input: $door) { token userErrors { message } }
}`;
