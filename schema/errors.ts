import type { RefusalError } from '../api/refusal-error.js';
import { builder } from './builder.js';
import { inLanguage, languageArgument } from './language.js';

/** What every refusal tells. */
export const ErrorInterface = builder.interfaceRef<RefusalError>('Error').implement({
  description:
    'A refusal that the caller can act on. Nothing was changed. New kinds may come: always select code and message of this interface.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code, such as STALE_VERSION.' }),
    message: t.string({
      description: 'A sentence for people. It holds no value of the request or the registry.',
      args: { language: t.arg(languageArgument) },
      resolve: ({ words }, { language }) => inLanguage(words, language),
    }),
  }),
});
