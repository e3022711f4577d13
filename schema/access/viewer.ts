import { rowFilter } from '../../api/access/row-filter.js';
import type { Principal } from '../../api/auth/principal.js';
import { builder } from '../builder.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { Partner } from '../partners/types.js';
import { Tier } from '../programs/types.js';
import { Region } from '../regions/types.js';

const Viewer = builder.objectRef<Principal>('Viewer').implement({
  description: 'Who is asking, as the access token says it.',
  fields: (t) => ({
    tier: t.expose('tier', { type: Tier, description: 'Where the caller stands.' }),
    name: t.exposeString('name', { description: 'Name of the office or agency.' }),
    purpose: t.expose('purpose', {
      type: AccessPurpose,
      description: 'The one purpose of this client.',
    }),
    territory: t.prismaField({
      type: Region,
      nullable: true,
      description: 'The area that the caller works in; null for the ministry and for partners.',
      resolve: (query, { territory }, _args, { app }) => {
        const selection = { ...query };
        return territory === null
          ? null
          : app.database.prisma.region.findUnique({ ...selection, where: { code: territory } });
      },
    }),
    partner: t.prismaField({
      type: Partner,
      nullable: true,
      description: 'The agency that the caller belongs to; null for officers and citizens.',
      resolve: (query, { partner }, _args, { app, principal }) => {
        const selection = { ...query };
        return partner === null
          ? null
          : app.database.prisma.partner.findFirst({
              ...selection,
              where: { AND: [{ id: partner.id }, rowFilter('Partner', principal)] },
            });
      },
    }),
    roles: t.stringList({
      description:
        'The work that the caller does on its tier, such as regency_verifier or social_worker.',
      resolve: ({ roles }) => [...roles],
    }),
    scopes: t.stringList({
      description: 'OAuth scopes of the token.',
      resolve: ({ scopes }) => [...scopes],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who is asking. The first thing to ask when something is refused.',
    resolve: (_root, _args, { principal }) => principal,
  }),
);
