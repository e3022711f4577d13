/**
 * The facts of many people in one statement, each on its own date and under its own caller's grant.
 *
 * Parameters, arrays of equal length: $1 blind index of the NIK (bytea[]), $2 asOf (date[]), $3 lowest village code that the
 * caller may see (text[]), $4 the first above it (text[]). Gives a row a person found: `ord` (1-based) and `facts`, which is
 * `Facts` without `asOf`, `known` and `claims`. A person outside the grant gives no row, like one who does not exist.
 */
export const FACTS_STATEMENT = `
SELECT i.ord::int4 AS ord, p.village_code AS village, json_build_object(
  'person', (SELECT ${member("coalesce(m.relationship::text, 'OTHER')", 'p')}),
  'household', CASE WHEN h.id IS NULL THEN NULL ELSE json_build_object(
    'id', h.id,
    'villageCode', h.village_code,
    'listing', (
      SELECT json_build_object('listed', l.listed, 'decile', l.decile, 'system', l.system, 'period', l.period)
      FROM registry_listing l WHERE l.household_id = h.id AND l.since <= i.as_of ORDER BY l.since DESC LIMIT 1),
    'housing', (
      SELECT json_build_object('floor', c.floor, 'roof', c.roof, 'wall', c.wall, 'structure', c.structure,
        'sanitation', c.sanitation, 'floorAreaDm2', c.floor_area_dm2, 'ownsLand', c.owns_land,
        'earlierHousingAid', c.earlier_housing_aid)
      FROM housing_condition c WHERE c.household_id = h.id AND c.recorded_on <= i.as_of ORDER BY c.recorded_on DESC LIMIT 1),
    'losses', coalesce((
      SELECT json_agg(json_build_object('kind', d.kind, 'happenedOn', d.happened_on, 'verifiedOn', d.verified_on,
        'damage', d.damage) ORDER BY d.happened_on, d.id)
      FROM disaster_loss d WHERE d.household_id = h.id AND d.happened_on <= i.as_of), '[]'),
    'exclusions', coalesce((
      SELECT json_agg(json_build_object('ground', e.ground_code, 'personId', e.person_id) ORDER BY e.ground_code, e.id)
      FROM (
        SELECT e.id, e.ground_code, e.person_id FROM exclusion e
        WHERE e.household_id = h.id AND e.person_id IS NULL AND ${inForce('e')}
        UNION ALL
        SELECT e.id, e.ground_code, e.person_id FROM household_member em JOIN exclusion e ON e.person_id = em.person_id
        WHERE em.household_id = h.id AND ${inForce('em')} AND ${inForce('e')}) e), '[]'),
    'members', coalesce((
      SELECT json_agg(${member('hm.relationship', 'q')} ORDER BY q.birth_date, q.id)
      FROM household_member hm JOIN person q ON q.id = hm.person_id
      WHERE hm.household_id = h.id AND ${inForce('hm')} AND q.birth_date <= i.as_of), '[]'),
    'enrolments', coalesce((
      SELECT json_agg(json_build_object('program', n.program_code, 'personId', n.person_id, 'status', n.status,
        'since', n.since) ORDER BY n.since, n.id)
      FROM (
        SELECT n.id, n.program_code, n.person_id, n.status, n.since FROM enrolment n
        WHERE n.household_id = h.id AND n.person_id IS NULL AND ${inForce('n')}
        UNION ALL
        SELECT n.id, n.program_code, n.person_id, n.status, n.since FROM enrolment n
        WHERE n.person_id = p.id AND ${inForce('n')}) n), '[]')
  ) END) AS facts
FROM unnest($1::bytea[], $2::date[], $3::text[], $4::text[]) WITH ORDINALITY AS i(nik_index, as_of, low, high, ord)
JOIN person p ON p.nik_index = i.nik_index AND p.birth_date <= i.as_of
  AND p.village_code >= i.low COLLATE "C" AND p.village_code < i.high COLLATE "C"
LEFT JOIN LATERAL (
  SELECT o.household_id, o.relationship FROM household_member o
  WHERE o.person_id = p.id AND ${inForce('o')} ORDER BY o.since DESC LIMIT 1) m ON true
LEFT JOIN household h ON h.id = m.household_id`;

function inForce(row: string): string {
  return `${row}.since <= i.as_of AND (${row}.until IS NULL OR ${row}.until > i.as_of)`;
}

function member(relationship: string, person: string): string {
  return `json_build_object('id', ${person}.id, 'relationship', ${relationship}, 'sex', ${person}.sex,
      'birthDate', ${person}.birth_date, 'deathDate', ${person}.death_date,
      'dukcapil', coalesce((SELECT k.status::text FROM dukcapil_match k WHERE k.person_id = ${person}.id
        AND k.checked_on <= i.as_of ORDER BY k.checked_on DESC LIMIT 1), 'NOT_CHECKED'),
      'conditions', coalesce((SELECT json_agg(json_build_object('kind', x.kind, 'grade', x.grade) ORDER BY x.kind, x.id)
        FROM person_condition x WHERE x.person_id = ${person}.id AND ${inForce('x')}), '[]'),
      'warnings', to_json(${person}.warnings))`;
}
