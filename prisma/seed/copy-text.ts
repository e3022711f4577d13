/** A value that {@link copyLine} can write: bytea as bytes, arrays one-dimensional, dates as text. */
export type CopyValue =
  string | number | bigint | boolean | null | Uint8Array | readonly (string | bigint)[];

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
const ARRAY_SPECIAL = /["\\]/g;

/** One row in the text format of PostgreSQL's COPY, ending in a line feed. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) line += '\t';
    line += copyField(values[index] ?? null);
  }
  return `${line}\n`;
}

function copyField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Uint8Array) {
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  }
  return typeof value === 'object' ? escapeText(arrayLiteral(value)) : String(value);
}

function escapeText(text: string): string {
  return text.replace(SPECIAL, (character) => ESCAPES[character] ?? character);
}

function arrayLiteral(values: readonly (string | bigint)[]): string {
  const items = values.map((value) =>
    typeof value === 'bigint' ? String(value) : `"${value.replace(ARRAY_SPECIAL, '\\$&')}"`,
  );
  return `{${items.join(',')}}`;
}
