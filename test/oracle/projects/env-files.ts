import fc from 'fast-check';

/** Lines of env files: well written ones, odd ones, and ones that Compose refuses. */
const fine = fc.constantFrom(
  'V=v',
  'W=w',
  'E=',
  'SECRET_A=one',
  'SECRET_B=two # note',
  'SECRET_C="three"',
  "SECRET_D='four'",
  'SECRET_A=${V}',
  'SECRET_B="${W}/x"',
  "SECRET_C='${V}'",
  'SECRET_D=$V$W',
  'SECRET_E=${N:-d}',
  'SECRET_A',
  'SECRET_B ',
  '# note',
  '',
  'export SECRET_A=ex',
  'SECRET_B: yaml',
  'SECRET_C = spaced ',
);

const odd = fc.constantFrom(
  'SECRET_A= # x',
  'SECRET_A=#x',
  'SECRET_B=a\t#c',
  'SECRET_C=\u00a0x\u00a0',
  'SECRET_D="a\\nb\\$V\\"q\\\\"',
  "SECRET_E='a\\'b\\n'",
  'SECRET_A="x" SECRET_B=y',
  'SECRET_A="one\ntwo"',
  'SECRET_B=a$$b',
  'SECRET_C=$5',
  'SECRET_D="\\0101\\u0041"',
  'SECRET_E=a"b"c',
  'SECRET_A=x\r',
  '\tSECRET_B=t',
  'SECRET.C=dot',
  '=none',
  'SECRET_A="" # c',
);

const refused = fc.constantFrom(
  'SECRET_A=${V',
  'SECRET_A=${V:x}',
  'SECRET A=1',
  'SECRET_# note=1',
  'SECRET_A="open',
  'abc+/==',
  '{',
);

const line = fc.oneof(
  { weight: 12, arbitrary: fine },
  { weight: 6, arbitrary: odd },
  { weight: 1, arbitrary: refused },
);

/** The text of an env file, of a few lines, each with its end. */
export const envFile: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([lines, end]) => lines.map((each) => each + end).join(''));
