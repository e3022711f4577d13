const FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text has the form of our ids: a UUID in lower case. What has not, is the id of nothing. */
export function isUuid(text: string): boolean {
  return FORM.test(text);
}
