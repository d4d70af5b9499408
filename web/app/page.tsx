import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { sessionTokenOf } from '../server/session-cookie.ts';

/** The front door: to the map with a session, else to the sign-in. */
export default async function FrontDoor() {
  redirect(sessionTokenOf(await cookies()) ? '/map' : '/sign-in');
}
