import { territoryRange } from '../../../../api/values/region-code.js';
import type { RegionCode } from '../../../../api/values/region-code.js';
import type { Ask, PeerRegistry } from './registry.js';

/** Twenty households of an area with all that the page shows, as one JSON a household: what a careful hand would write. */
export const PAGE_STATEMENT = `
SELECT h.id, h.identity, w.wrapped AS key, h.version, json_build_object('code', v.code, 'name', v.name) AS village,
  (SELECT coalesce(json_agg(json_build_object('relationship', m.relationship, 'since', m.since, 'id', p.id,
      'identity', encode(p.identity, 'base64'), 'key', encode(q.wrapped, 'base64'), 'sex', p.sex, 'birthDate', p.birth_date) ORDER BY m.since), '[]')
    FROM household_member m JOIN person p ON p.id = m.person_id JOIN person_key q ON q.person_id = p.id
    WHERE m.household_id = h.id AND m.until IS NULL) AS members,
  (SELECT coalesce(json_agg(json_build_object('since', c.since, 'until', c.until,
      'category', json_build_object('code', k.code, 'name', k.name_id)) ORDER BY c.since DESC), '[]')
    FROM classification c JOIN ppks_category k ON k.code = c.category_code
    WHERE c.household_id = h.id AND c.sensitivity IN ('R1', 'R2')) AS classifications,
  (SELECT coalesce(json_agg(json_build_object('status', e.status, 'since', e.since, 'until', e.until,
      'program', json_build_object('code', g.code, 'name', g.name_id)) ORDER BY e.since DESC), '[]')
    FROM enrolment e JOIN program g ON g.code = e.program_code
    WHERE e.household_id = h.id) AS enrolments
FROM (SELECT * FROM household WHERE village_code >= $1 AND village_code < $2
  ORDER BY village_code, id LIMIT 21) AS h
JOIN region v ON v.code = h.village_code
JOIN household_key w ON w.household_id = h.id
ORDER BY h.village_code, h.id`;

interface Row {
  readonly id: string;
  readonly identity: Buffer;
  readonly key: Buffer;
  readonly version: number;
  readonly village: object;
  readonly members: readonly {
    readonly relationship: string;
    readonly since: string;
    readonly id: string;
    readonly identity: string;
    readonly key: string;
    readonly sex: string;
    readonly birthDate: string;
  }[];
  readonly classifications: readonly object[];
  readonly enrolments: readonly object[];
}

/** The page as the registry's schema shows it, identities opened. */
export async function pageOf(ask: Ask, { vault }: PeerRegistry, within: string) {
  const { low, high } = territoryRange(within as RegionCode);
  const rows = await ask<Row>('page', PAGE_STATEMENT, [low, high]);
  const edges = rows.slice(0, 20).map(({ id, identity, key, members, ...row }) => {
    const { kkNumber, address } = vault.open('household', id, identity, key);
    return {
      cursor: Buffer.from(id).toString('base64'),
      node: {
        id,
        kkNumber,
        address,
        ...row,
        members: members.map(({ relationship, since, ...member }) => {
          const sealed = Buffer.from(member.identity, 'base64');
          const { name, nik } = vault.open(
            'person',
            member.id,
            sealed,
            Buffer.from(member.key, 'base64'),
          );
          return {
            relationship,
            since,
            person: { ...member, identity: undefined, key: undefined, name, nik },
          };
        }),
      },
    };
  });
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > 20, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
