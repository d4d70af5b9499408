import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countUsers, pageOfUsers } from '../../db/users.ts';

export const users: NonNullable<QueryResolvers['users']> = async (_root, args, { tenant }) => {
  const page = parsePage(args, ['name']);
  const rows = await tenant.read((tx) => pageOfUsers(tx, page));
  const totalCount = await tenant.read(countUsers);
  return { ...connectionOf(rows, page, (row) => [row.signInKey]), totalCount };
};
