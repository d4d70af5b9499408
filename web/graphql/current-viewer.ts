import { cookies } from 'next/headers';
import { cache } from 'react';
import { sessionTokenOf } from '../server/session-cookie.ts';
import { askGateway, type GatewayAnswer } from './ask-gateway.ts';
import { VIEWER } from './session.graphql.ts';
import type { ViewerQuery } from '../__generated__/graphql.ts';

/** Who is signed in, asked once per page. Without a session cookie the gateway is not asked. */
export const currentViewer = cache(async (): Promise<GatewayAnswer<ViewerQuery>> => {
  const sessionToken = sessionTokenOf(await cookies());
  if (!sessionToken) return { kind: 'refused', codes: ['UNAUTHENTICATED'] };
  return askGateway(VIEWER, { variables: {}, sessionToken });
});
