import { builder } from './builder.js';
import './scalars.js';
import './access/viewer.js';
import './disasters/types.js';
import './eligibility/queries.js';
import './enrolments/types.js';
import './faults.js';
import './households/mutations.js';
import './households/queries.js';
import './people/mutations.js';
import './people/queries.js';
import './ppks/mutations.js';
import './ppks/queries.js';
import './programs/queries.js';
import './regions/queries.js';

/** The executable schema. Building it fails where a field has no access rule. */
export const schema = builder.toSchema({ sortSchema: true });
