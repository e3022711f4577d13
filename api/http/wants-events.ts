/** Whether an `accept` header names server-sent events, by which a subscription is read. */
export function wantsEvents(accept: string | undefined): boolean {
  return (accept ?? '')
    .toLowerCase()
    .split(',')
    .some((item) => item.split(';')[0]?.trim() === 'text/event-stream');
}
