import { RuleSetRefusedError } from '../../api/eligibility/parse-rule-set.js';
import {
  ProgramCodeInUseError,
  ProgramNotFoundError,
  RuleVersionInPastError,
  RuleVersionInUseError,
} from '../../api/programs/errors.js';
import { publishRuleVersion } from '../../api/programs/publish-rule-version.js';
import { registerProgram } from '../../api/programs/register-program.js';
import type { Context } from '../../api/context.js';
import { builder } from '../builder.js';
import './errors.js';
import { PublishRuleVersionInput, RegisterProgramInput } from './inputs.js';
import { AidProgram } from './types.js';

/** The program as it stands after a change. */
function readBack<Query extends object>(query: Query, { app }: Context, code: string) {
  return app.database.prisma.program.findUniqueOrThrow({ ...query, where: { code } });
}

builder.mutationField('registerProgram', (t) =>
  t.prismaField({
    type: AidProgram,
    complexity: 20,
    errors: { types: [ProgramCodeInUseError] },
    description:
      'Registers a program of the ministry, or of the area whose office the caller heads. Nobody can be checked for it until rules are published. The same once more changes nothing.',
    args: {
      input: t.arg({ type: RegisterProgramInput, required: true, description: 'The program.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await registerProgram(context, input)),
  }),
);

builder.mutationField('publishRuleVersion', (t) =>
  t.prismaField({
    type: AidProgram,
    complexity: 20,
    errors: {
      types: [
        ProgramNotFoundError,
        RuleSetRefusedError,
        RuleVersionInPastError,
        RuleVersionInUseError,
      ],
    },
    description:
      'Publishes a version of the rules of a program: the ministry those of national programs, the head of an area those of its own, and nobody those of another. It holds from its first day, today at the earliest, until a later version begins or until its own end; nothing published is ever edited. The same once more changes nothing.',
    args: {
      input: t.arg({
        type: PublishRuleVersionInput,
        required: true,
        description: 'Which program, and the rules.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await publishRuleVersion(context, input)),
  }),
);
