import fc from 'fast-check';
import { anyValues, below } from './any-values.ts';
import { tinyChart, umbrellaOf } from './tiny-chart.ts';

type Files = Readonly<Record<string, string>>;

/** Values as somebody gives them: the folder that is read here, and the same as the judge is asked. */
export interface DrawnRelease {
  readonly files: Files;
  readonly question: object;
}

const vault = 'configurations.application.kestra.secret.vault';

const set = fc.constantFrom(
  `${vault}.root-engine=set`,
  `${vault}.root-engine=0042`,
  `${vault}.root-engine=1e3`,
  `${vault}.root-engine=null`,
  `${vault}.root-engine=`,
  `${vault}.namespace=true,${vault}.root-engine=two`,
  `${vault}.namespace=a\\,b`,
  `${vault}.engine-version=2`,
  'configurations.application.kestra.secret.type=vault',
  'common.extraEnv[0].name=SECRET_SET,common.extraEnv[0].value=c2V0',
  'common.extraEnv[0].value=c2V0',
  'other.a\\.b[2].c=x',
);

/** As texts these would be of no use to the chart. */
const taken = fc.constantFrom(`${vault}={}`, `${vault}=null`, 'common.extraEnv=null', 'common=null');

interface Given {
  readonly texts: readonly string[];
  readonly sets: readonly { readonly text: string; readonly isText: boolean }[];
}

const given: fc.Arbitrary<Given> = fc.record({
  texts: fc.array(anyValues, { minLength: 1, maxLength: 3 }),
  sets: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: fc.record({ text: set, isText: fc.boolean() }) },
          { weight: 1, arbitrary: fc.record({ text: taken, isText: fc.constant(false) }) },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    },
  ),
});

/** Kestra's chart by its name, in a folder of its own, or below another one. */
const chart = fc.oneof(
  fc.constant({ level: null, own: null }),
  fc.record({ level: fc.constant(null), own: anyValues }),
  fc.record({ level: fc.constantFrom('kestra', 'flows'), own: fc.option(anyValues) }),
);

/** A command of Helm's with its files. Without any values Kestra's chart refuses, which the tiny one does not. */
export const anyCommand: fc.Arbitrary<DrawnRelease> = fc
  .tuple(given, chart)
  .filter(([{ texts }, { own }]) => (own ?? '') !== '' || texts.some((text) => text !== ''))
  .map(([{ texts, sets }, at]) => {
    const { level } = at;
    const leveled = (text: string) => (level === null ? text : below(level, text));
    const all = texts.map(leveled);
    const own = at.own === null ? null : leveled(at.own);
    const base = level === null ? tinyChart : umbrellaOf(level);
    const isHere = level !== null || own !== null;
    const words = sets.map(({ text, isText }) => {
      const parts = level === null ? text : text.replace(/(^|(?<!\\),)/g, `$1${level}.`);
      return { text: parts, isText };
    });
    const options = [
      ...all.map((_, index) => `-f own-${index}.yaml`),
      ...words.map(({ text, isText }) => `${isText ? '--set-string' : '--set'} '${text}'`),
    ];
    const command = `helm upgrade --install flows ${isHere ? './chart' : 'kestra/kestra --version 1.0.54'} ${options.join(' \\\n  ')}\n`;
    return {
      files: {
        'install.sh': command,
        ...Object.fromEntries(all.map((text, index) => [`own-${index}.yaml`, text])),
        ...(isHere ? { 'chart/Chart.yaml': base['Chart.yaml'] ?? '' } : {}),
        ...(own === null ? {} : { 'chart/values.yaml': own }),
      },
      question: {
        chart: { ...base, ...(own === null ? {} : { 'values.yaml': own }) },
        files: all,
        sets: words.filter(({ isText }) => !isText).map(({ text }) => text),
        setStrings: words.filter(({ isText }) => isText).map(({ text }) => text),
      },
    };
  });
