import type { Owner } from './agencies.js';
import type { Door } from './doors.js';
import type { MatrixRecord } from './record.js';
import { LOOKED_FROM_OFFICE, LOOKED_FROM_PARTNER, WINDOW } from './watched.js';

const holds = (pick: (record: MatrixRecord) => string) => (answer: unknown, record: MatrixRecord) =>
  JSON.stringify(answer).includes(pick(record));
const there = (answer: unknown) => answer !== null;

const WHEN = `from: "${WINDOW.from}", until: "${WINDOW.until}"`;
const entries = (name: string, actor: string, selection: string, shows: Door['shows']): Door => ({
  ...{ name: `trail: ${name}`, through: ['Query.accessEntries'], shows },
  selection: `accessEntries(filter: { ${WHEN}, actor: "${actor}" }, first: 1) { edges { ${selection} } }`,
});
const breach = (name: string, selection: string, through: readonly string[] = []): Door => ({
  ...{ name: `breach: ${name}`, through: ['Query.breachReport', ...through] },
  selection: `breachReport(input: { actor: { subject: "${LOOKED_FROM_PARTNER}" }, ${WHEN}, discoveredAt: "${WINDOW.until}" }) {
    ${selection} }`,
  shows: (answer, { personId }) => {
    const text = JSON.stringify(answer);
    return text.includes(personId) || text.includes('"people":1');
  },
});
const partner = (name: string, owner: Owner): Door => ({
  ...{ name: `partner: of ${name}, by id`, through: ['Query.partner'] },
  selection: 'partner(by: { id: $id }) { id }',
  variables: ({ agencies }) => ({ id: agencies[owner].partnerId }),
  shows: there,
});
const listed = (name: string, owner: Owner): Door => ({
  ...{ name: `partner: of ${name}, in the list`, through: ['Query.partners'] },
  selection: 'partners(first: 20) { edges { node { id } } }',
  shows: holds(({ agencies }) => agencies[owner].partnerId),
});
const webhooks = (words: string, whose: Owner | 'bank'): readonly Door[] => [
  {
    ...{ name: `webhooks: endpoint of ${words}`, through: ['Query.webhookEndpoints'] },
    selection: 'webhookEndpoints(first: 100) { edges { node { id } } }',
    shows: holds(({ webhooks: made }) => made[whose].endpointId),
  },
  {
    ...{ name: `webhooks: delivery to ${words}`, through: ['Query.webhookDeliveries'] },
    selection: 'webhookDeliveries(endpoint: $id) { edges { node { id } } }',
    variables: ({ webhooks: made }) => ({ id: made[whose].endpointId }),
    shows: holds(({ webhooks: made }) => made[whose].deliveryId),
  },
  {
    ...{ name: `webhooks: events for ${words}`, through: ['Query.webhookEvents'] },
    selection: 'webhookEvents(endpoint: $id, since: 0) { id }',
    variables: ({ webhooks: made }) => ({ id: made[whose].endpointId }),
    shows: (answer) => JSON.stringify(answer) !== '[]',
  },
];
const uses = (words: string, whose: Owner | 'bank'): Door => ({
  ...{ name: `deprecated: what ${words} uses`, through: ['Query.deprecatedUses'] },
  selection: 'deprecatedUses(first: 100) { edges { node { id } } }',
  shows: holds(({ uses: made }) => made[whose]),
});
const alert = (name: 'office' | 'partner', words: string): Door => ({
  ...{ name: `alert: about ${words}`, through: ['Query.accessAlerts'] },
  selection: 'accessAlerts(acknowledged: true, first: 100) { edges { node { id } } }',
  shows: holds(({ alerts }) => alerts[name]),
});
const DESK = 'verifiedBy: KTP_SHOWN';

/** Doors to what is noticed and written down, and to the agencies that share data. */
export const WATCHED_DOORS: readonly Door[] = [
  {
    name: 'desk: who looked at the data',
    through: ['Query.accessLog'],
    selection: `accessLog(person: { nik: $nik, ${DESK} }, first: 1) { edges { cursor } }`,
    variables: ({ nik }) => ({ nik }),
    shows: there,
  },
  {
    name: "desk: who looked at a child's data",
    through: ['Query.accessLog'],
    selection: `accessLog(person: { nik: $nik, childNik: $childNik, ${DESK} }, first: 1) { edges { cursor } }`,
    variables: ({ nik, childNik }) => ({ nik, childNik }),
    shows: there,
  },
  {
    name: 'desk: wishes to correct',
    through: ['Query.myCorrections'],
    selection: `myCorrections(person: { nik: $nik, ${DESK} }, first: 10) { edges { node { id } } }`,
    variables: ({ nik }) => ({ nik }),
    shows: holds(({ wishId }) => wishId),
  },
  {
    name: 'wishes to correct that wait',
    through: ['Query.correctionRequests'],
    selection: 'correctionRequests(first: 100) { edges { node { id } } }',
    shows: holds(({ wishId }) => wishId),
  },
  entries('a look of an office of the village', LOOKED_FROM_OFFICE, 'cursor', (answer) =>
    JSON.stringify(answer).includes('cursor'),
  ),
  entries('a look of a partner at the person', LOOKED_FROM_PARTNER, 'cursor', (answer) =>
    JSON.stringify(answer).includes('cursor'),
  ),
  entries(
    'at whom a partner looked',
    LOOKED_FROM_PARTNER,
    'node { personIds }',
    holds(({ personId }) => personId),
  ),
  breach('how many people', 'people'),
  breach('whose data was given', 'affected(first: 5) { edges { node { id } } }', [
    'BreachReport.affected',
  ]),
  breach('about whom it was refused', 'attempted(first: 5) { edges { node { id } } }', [
    'BreachReport.attempted',
  ]),
  alert('office', 'an office of the village'),
  alert('partner', 'a partner'),
  partner('the ministry', 'ministry'),
  partner('the province', 'province'),
  partner('the regency', 'regency'),
  {
    name: 'partner: of the regency, by its client',
    through: ['Query.partner'],
    selection: 'partner(by: { clientId: $client }) { id }',
    variables: ({ agencies }) => ({ client: agencies.regency.clientId }),
    shows: there,
  },
  ...webhooks('a bank', 'bank'),
  ...webhooks('an agency of the ministry', 'ministry'),
  ...webhooks('an agency of the province', 'province'),
  ...webhooks('an agency of the regency', 'regency'),
  uses('a bank', 'bank'),
  uses('an agency of the ministry', 'ministry'),
  uses('an agency of the province', 'province'),
  uses('an agency of the regency', 'regency'),
  listed('the ministry', 'ministry'),
  listed('the regency', 'regency'),
  {
    name: 'partner: changes to one of the regency',
    through: ['Query.partner', 'Partner.changes'],
    selection: 'partner(by: { id: $id }) { changes(first: 5) { edges { node { record } } } }',
    variables: ({ agencies }) => ({ id: agencies.regency.partnerId }),
    shows: (answer) => JSON.stringify(answer).includes('record'),
  },
];
