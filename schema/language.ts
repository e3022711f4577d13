import { builder } from './builder.js';

/** The languages in which messages for people exist. */
const Language = builder.enumType('Language', {
  description: 'Language of a text for people.',
  values: {
    ID: { description: 'Bahasa Indonesia, the default.' },
    EN: { description: 'English.' },
  } as const,
});

/** The `language` argument of every text. */
export const languageArgument = {
  type: Language,
  description: 'Indonesian where absent.',
} as const;

/** A text in the language asked for. */
export function inLanguage(
  words: { readonly id: string; readonly en: string },
  language: 'ID' | 'EN' | null | undefined,
): string {
  return language === 'EN' ? words.en : words.id;
}
