import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { fromDateColumn, parseCalendarDate } from '../api/values/calendar-date.js';
import { parseKkNumber } from '../api/values/kk-number.js';
import { parseNik } from '../api/values/nik.js';
import { parseRegionCode } from '../api/values/region-code.js';
import { parseRupiah } from '../api/values/rupiah.js';
import { builder } from './builder.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

// Messages say what a value must be, never what it was: a malformed NIK is still somebody's.
function accept<T>(parse: (value: unknown) => T | null, must: string): (value: unknown) => T {
  return (value) => {
    const parsed = parse(value);
    if (parsed === null) {
      throw new GraphQLError(must, { extensions: { code: 'BAD_USER_INPUT' } });
    }
    return parsed;
  };
}

function literal<T>(read: (value: unknown) => T): (node: ValueNode) => T {
  return (node) => {
    if (node.kind === Kind.STRING) return read(node.value);
    return read(node.kind === Kind.INT ? Number(node.value) : undefined);
  };
}

const readNik = accept(
  parseNik,
  'A NIK is a string of 16 digits: region, birth date (+40 for women), serial.',
);
builder.scalarType('NIK', {
  description:
    'Nomor Induk Kependudukan: 16 digits as a string, never a number. Malformed input is BAD_USER_INPUT. A well-formed NIK need not belong to anybody.',
  serialize: (value) => value,
  parseValue: readNik,
  parseLiteral: literal(readNik),
});

const readKkNumber = accept(
  parseKkNumber,
  'A KK number is a string of 16 digits: region, date of recording, serial.',
);
builder.scalarType('KkNumber', {
  description:
    'Number of a family card (Kartu Keluarga): 16 digits as a string. It changes when a family moves or splits, so it never identifies a household for long.',
  serialize: (value) => value,
  parseValue: readKkNumber,
  parseLiteral: literal(readKkNumber),
});

const readRegionCode = accept(
  parseRegionCode,
  'A region code is dotted: 32, 32.05, 32.05.01 or 32.05.01.1001.',
);
builder.scalarType('RegionCode', {
  description:
    'Kemendagri area code, dotted: province 32, regency or city 32.05, district 32.05.01, village 32.05.01.1001. Not the BPS code.',
  serialize: (value) => value,
  parseValue: readRegionCode,
  parseLiteral: literal(readRegionCode),
});

const readRupiah = accept(parseRupiah, 'An amount is a whole number of rupiah, zero or more.');
builder.scalarType('Rupiah', {
  description:
    'Whole rupiah as a JSON number: no fraction, zero or more, exact up to 9 quadrillion.',
  serialize: (value) => Number(value),
  parseValue: readRupiah,
  parseLiteral: literal(readRupiah),
});

const readDate = accept(
  parseCalendarDate,
  'A date is YYYY-MM-DD, a day that exists, from 1900 to 2199.',
);
builder.scalarType('Date', {
  description: 'Calendar date without a zone, YYYY-MM-DD.',
  serialize: (value) => (value instanceof Date ? fromDateColumn(value) : value),
  parseValue: readDate,
  parseLiteral: literal(readDate),
});

const readInstant = accept((value) => {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}, 'An instant is RFC 3339 with a zone: 2026-11-01T10:00:00+07:00.');
builder.scalarType('DateTime', {
  description: 'Instant with a zone, RFC 3339; answered in UTC.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  parseValue: readInstant,
  parseLiteral: literal(readInstant),
});
