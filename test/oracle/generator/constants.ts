import fc from 'fast-check';
import { join, words } from './pieces.ts';

const constant = fc.constantFrom(
  ...words(
    `'a' "b" '' "" 'K*' "#" '\\'' "\\"" '\\n' "\\\\" 1 0 42L 1.50 0.1 100.0 007 true false null none True`,
  ),
  ...words(`9007199254740993 1.0 12345678.9 0.00001 x x.y inputs.z "a#{'b'}c" "#{1}" "#{x}" "#{null}" -1`),
);

/** What is put together from constants, which can be told in part or in whole without running it. */
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: constant },
    {
      weight: 4,
      arbitrary: join(tie('value'), fc.constantFrom(...words('~ + ~ + ?? ???'), ' ~ '), tie('value')),
    },
    {
      weight: 2,
      arbitrary: join(
        ...[
          tie('value'),
          fc.constantFrom(...words('- * / % == != < > <='), ' and ', ' or ', ' isIn ', ' contains '),
        ],
        tie('value'),
      ),
    },
    {
      weight: 2,
      arbitrary: join(
        '(',
        fc.constantFrom(...words('x true false 1')),
        ' ? ',
        tie('value'),
        ' : ',
        tie('value'),
        ')',
      ),
    },
    { weight: 2, arbitrary: join('(', tie('value'), ')') },
    {
      weight: 1,
      arbitrary: join('"', fc.constantFrom(...words('a K_ # *'), ''), '#{', tie('value'), '}"'),
    },
    {
      weight: 1,
      arbitrary: join(tie('value'), fc.constantFrom(' is null', ' is not empty', ' | upper', ' | length')),
    },
    { weight: 1, arbitrary: join(fc.constantFrom(...words('- +'), 'not '), tie('value')) },
    { weight: 1, arbitrary: join('[', tie('value'), ']') },
  ),
}));

/** One call whose arguments can mostly be told: what is said of them is held against what Kestra asks for. */
export const constantCall = join(
  ...['{{ secret(', value],
  fc.option(join(fc.constantFrom(', subkey=', ', ', ', full=', ', namespace='), value), { nil: '' }),
  fc.option(join(fc.constantFrom(', subkey=', ', full='), value), { nil: '' }),
  ') }}',
);
