import type { FORUMS } from './evidence.js';

/** Which meeting deliberates in a village, by its kind: the first digit of the fourth part is 1 in a kelurahan. */
export function forumOf(villageCode: string): (typeof FORUMS)[number] {
  return villageCode.charAt(9) === '1' ? 'MUSKEL' : 'MUSDES';
}
