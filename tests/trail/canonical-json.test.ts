import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../api/trail/verifier/canonical-json.js';

describe('canonical JSON', () => {
  test('is that of RFC 8785', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: '\u20ac$\u000f\nA\'\u0042"\\\\"/',
      literals: [null, true, false],
      '\u20ac': 'Euro',
      '\r': 'Carriage Return',
      '1': 'One',
      '\u{1f600}': 'Emoji',
      '\ufb33': 'Dalet',
    };
    expect(canonicalJson(value)).toBe(
      String.raw`{"\r":"Carriage Return","1":"One","literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\u000f\nA'B\"\\\\\"/","€":"Euro","😀":"Emoji","` +
        '\ufb33":"Dalet"}',
    );
  });

  test('reads back as what it was, and does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value as Json);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        const shuffled = JSON.parse(JSON.stringify(value), (_name, one: unknown) =>
          one !== null && typeof one === 'object' && !Array.isArray(one)
            ? Object.fromEntries(Object.entries(one).toReversed())
            : one,
        ) as Json;
        expect(canonicalJson(shuffled)).toBe(text);
      }),
    );
  });

  test.each([NaN, Infinity, '\ud800', { '\udc00': 1 }])('refuses %j', (value) => {
    expect(() => canonicalJson(value as Json)).toThrow();
  });
});
