const LONGEST = 300;
const REVEALING = /\d{10,}|eyJ[\w-]{8,}|bearer\s/i;

/**
 * A sentence of the registry, or null where it may not stand in an error message: it holds a value that was sent (a
 * GraphQL library quotes the variable that it refuses), a long number, or something that looks like a token.
 */
export function safeMessage(message: unknown, variables: unknown): string | null {
  if (typeof message !== 'string' || message === '' || message.length > LONGEST) return null;
  if (REVEALING.test(message) || repeatsValue(message, variables)) return null;
  return message;
}

function repeatsValue(message: string, value: unknown): boolean {
  if (typeof value === 'string') return value.length >= 3 && message.includes(value);
  if (typeof value === 'number')
    return String(value).length >= 3 && message.includes(String(value));
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => repeatsValue(message, inner));
}
