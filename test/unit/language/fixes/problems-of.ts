import { resolve } from '../../../../src/catalog/resolve.ts';
import { doAtOnce, type FlowFile } from '../../../../src/flow/index.ts';
import { yamlProblemsIn } from '../../../../src/flow/yaml-problems.ts';
import { problemsIn } from '../../../../src/language/problems.ts';
import type { LanguageProblem } from '../../../../src/language/types.ts';
import {
  catalogOf,
  fetchedAt,
  noSubkeys,
  secretWith,
  subkeys,
  vaultOf,
} from '../../../fakes/catalog-snapshot.ts';

/** What the flows of these tests can ask for. */
const vault = vaultOf([
  secretWith('API_KEY', noSubkeys),
  secretWith("it's", noSubkeys),
  secretWith('app', subkeys('API_TOKEN', 'keys', 'keys of all')),
]);

/** Every problem that an editor would underline in a file. */
export function problemsOf(file: FlowFile): readonly LanguageProblem[] {
  return problemsIn(file, (question) => resolve(catalogOf([vault]), question, fetchedAt + 1000), {
    ofYaml: doAtOnce(yamlProblemsIn(file)),
  });
}
