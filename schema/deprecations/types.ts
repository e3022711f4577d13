import { builder } from '../builder.js';
import { AccessPurpose } from '../eligibility/enums.js';

/** What a client used on a day of what is deprecated. */
export const DeprecatedUse = builder.prismaObject('DeprecatedUse', {
  description:
    'How many operations of a client (one partner, one purpose) used something deprecated of the schema on a day. It says nothing of what was asked. For the partner itself, and for who manages or oversees it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    partner: t.relation('partner', { description: 'Whose client it was.' }),
    purpose: t.expose('purpose', {
      type: AccessPurpose,
      description: 'For which purpose the client asks.',
    }),
    day: t.expose('day', { type: 'Date', description: 'The day in Asia/Jakarta.' }),
    element: t.exposeString('element', {
      description:
        'What was used, by its coordinate: `Type.field`, `Type.field(argument:)` or `Enum.VALUE`. Its deprecation says until when it stays.',
    }),
    uses: t.exposeInt('uses', {
      description:
        'Operations that used it, written down within a minute. One operation counts once, however often it names the element.',
    }),
  }),
});
