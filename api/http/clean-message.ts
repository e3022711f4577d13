import type { GraphQLError } from 'graphql';

const INVALID_VARIABLE = /^Variable "\$(\w{1,100})" got invalid value/;
const INPUT_PATH = / at "(\w+(?:\.\w+|\[\d+\])*)"$/;
const QUOTED = /"((?:[^"\\]|\\.)*)"/g;
/** What may stand in quotation marks: names and types of the schema or the document, such as $input or [NIK!]!. */
const NAME = /^\$?[[\]!A-Za-z0-9_.@]{1,120}$/;
const LONG_NUMBER = /\d{5}/;
const VAGUE = 'The request is not valid.';

/**
 * The message of a GraphQL request error without any value of the request: which variable, field or argument and what is
 * wrong with it, never what was sent. What cannot be cleaned with certainty becomes one vague sentence.
 */
export function cleanMessage(error: GraphQLError): string {
  const { message } = error;
  if (message.startsWith('Syntax Error')) return cleanSyntax(message);
  const variable = INVALID_VARIABLE.exec(message)?.[1];
  if (variable !== undefined) return cleanCoercion(error, variable);
  return cleanSentence(message);
}

function cleanSyntax(message: string): string {
  const kept = message.replace(/[:,]? (?:found|but got|Unexpected character).*$/s, '');
  return LONG_NUMBER.test(kept) || kept === message
    ? 'Syntax Error: the document is not GraphQL here.'
    : cleanSentence(kept);
}

function cleanCoercion(error: GraphQLError, variable: string): string {
  const reason = error.originalError?.message ?? '';
  const prefix = error.message.slice(0, -`; ${reason}`.length);
  const path = reason === '' ? undefined : INPUT_PATH.exec(prefix)?.[1];
  const place = path === undefined || LONG_NUMBER.test(path) ? variable : path;
  return `Variable "$${variable}" is not valid at "${place}": ${cleanSentence(reason)}`;
}

function cleanSentence(message: string): string {
  const cut = message
    .replace(/^Value "(?:[^"\\]|\\.)*" (does not exist|cannot)/, 'Value $1')
    .replace(/, found .*$/s, '.')
    .replace(/((?:represent|parse)[^:"]*): .*$/s, '$1.')
    .replace(/ has invalid value .*$/s, ' has an invalid value.');
  const names = cut.replace(QUOTED, (whole, inner: string) =>
    NAME.test(inner) && !LONG_NUMBER.test(inner) ? whole : '"…"',
  );
  const rest = names.replace(QUOTED, '');
  const clean = /^[\w\s.,;:!?'()[\]$@=|-]{0,500}$/.test(rest) && !LONG_NUMBER.test(rest);
  return clean && names.trim() !== '' ? names : VAGUE;
}
