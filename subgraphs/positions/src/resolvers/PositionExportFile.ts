import type { PositionExportFileResolvers } from '../__generated__/resolvers.ts';
import { signLink } from '../domain/export-link.ts';
import { EXPORTS_PATH } from '../workers/listener/export-files.ts';

/** For how long at least whoever has a link may begin to fetch its file; it ends so long after a full hour. */
const LINK_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

export const PositionExportFile: PositionExportFileResolvers = {
  path: ({ tenantId, exportId, file }, _args, ctx) => {
    const until = Math.ceil(ctx.clock.now() / HOUR_MS) * HOUR_MS + LINK_MS;
    return `${EXPORTS_PATH}${signLink(ctx.exportLinkKey, { tenantId, exportId, file, until })}`;
  },
};
