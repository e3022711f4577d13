import { builder } from './builder.js';

/**
 * A stored enum as the schema shows it. Each value says what it means: a value without a description, or a description
 * without its value, fails `tsc`.
 */
export function describedEnum<Value extends string>(
  name: string,
  _values: Readonly<Record<string, Value>>,
  description: string,
  meanings: Readonly<Record<Value, string>>,
) {
  const values = Object.fromEntries(
    Object.entries<string>(meanings).map(([value, meaning]) => [value, { description: meaning }]),
  ) as unknown as Readonly<Record<Value, { readonly description: string }>>;
  return builder.enumType(name, { description, values });
}
