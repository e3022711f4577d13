/** The two media types of an answer. */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

/**
 * The media type in which the caller wants the answer; null when it accepts neither. No preference means
 * `application/json`, as GraphQL over HTTP says.
 */
export function acceptedType(accept: string | undefined): AnswerType | null {
  if (accept === undefined || accept === '' || accept === '*/*') return 'application/json';
  for (const item of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = item.split(';').map((part) => part.trim());
    if (parameters.some(isUnusable)) continue;
    if (type === 'application/graphql-response+json') return type;
    if (type === 'application/json' || type === 'application/*' || type === '*/*') {
      return 'application/json';
    }
  }
  return null;
}

function isUnusable(parameter: string): boolean {
  const foreignCharset = parameter.startsWith('charset=') && parameter !== 'charset=utf-8';
  return foreignCharset || /^q=0(\.0*)?$/.test(parameter);
}
