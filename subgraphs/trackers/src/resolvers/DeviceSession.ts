import type { DeviceSessionResolvers } from '../__generated__/resolvers.ts';

export const DeviceSession: DeviceSessionResolvers = {
  id: (row) => row.connectionId,
  from: (row) => row.startedAt,
  to: (row) => row.endedAt,
  addressPrefix: (row) => row.address,
  messageCount: (row) => row.messages,
  byteCount: (row) => row.bytes,
};
