import fc from 'fast-check';
import { anyValues } from './any-values.ts';
import type { DrawnRelease } from './any-release.ts';
import { tinyChart } from './tiny-chart.ts';

const vault = 'configurations.application.kestra.secret.vault';

interface Reference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly valuesKey: string | null;
  readonly targetPath: string | null;
  readonly text: string;
  readonly isEncoded: boolean;
}

const kind = fc.constantFrom<'ConfigMap' | 'Secret'>('ConfigMap', 'Secret');

const wholeReference: fc.Arbitrary<Reference> = fc.record({
  kind,
  valuesKey: fc.constantFrom(null, 'values.yaml', 'prod.yaml'),
  targetPath: fc.constantFrom(null, ''),
  text: anyValues,
  isEncoded: fc.boolean(),
});

const singleReference: fc.Arbitrary<Reference> = fc
  .record({
    kind,
    valuesKey: fc.constantFrom('engine', 'values.yaml'),
    targetPath: fc.constantFrom(
      `${vault}.root-engine`,
      `${vault}.namespace`,
      'common.extraEnv[0].value',
      'other',
    ),
    text: fc.constantFrom('set', '0042', '1e3', 'true', 'null', '""', '"12"', "'13'", 'a b', 'YQ=='),
    isEncoded: fc.boolean(),
  })
  // Helm puts no empty text into a list.
  .filter(({ targetPath, text }) => !targetPath.includes('[') || text !== '""');

/** A HelmRelease of Flux, with the objects that hold some of its values. */
export const anyHelmRelease: fc.Arbitrary<DrawnRelease> = fc
  .record({
    values: fc.option(anyValues),
    references: fc.array(
      fc.oneof({ weight: 2, arbitrary: wholeReference }, { weight: 1, arbitrary: singleReference }),
      { maxLength: 3 },
    ),
  })
  // Without any values Kestra's chart refuses, which the tiny one does not.
  .filter(({ values, references }) =>
    [values, ...references.map(({ text }) => text)].some((text) => (text ?? '') !== ''),
  )
  .map(({ values, references }) => {
    const named = references.map((reference, index) => ({ ...reference, name: `values-${index}` }));
    const from = named.map(({ kind: ofKind, name, valuesKey, targetPath }) => ({
      kind: ofKind,
      name,
      ...(valuesKey === null ? {} : { valuesKey }),
      ...(targetPath === null ? {} : { targetPath }),
    }));
    const objects = named.map(({ kind: ofKind, name, valuesKey, text }) => ({
      kind: ofKind,
      name,
      data: { [valuesKey ?? 'values.yaml']: text },
    }));
    return {
      files: { 'release.yaml': [releaseText(values, from), ...named.map(objectText)].join('---\n') },
      question: { chart: tinyChart, release: { values: values ?? '', valuesFrom: from, objects } },
    };
  });

function releaseText(values: string | null, from: readonly object[]): string {
  const own = values === null || values === '' ? '' : `  values:\n${values.replace(/^(?=.)/gm, '    ')}`;
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: flows, namespace: default}
spec:
  chart: {spec: {chart: kestra, version: 1.0.54, sourceRef: {kind: HelmRepository, name: charts}}}
  valuesFrom: ${JSON.stringify(from)}
${own}`;
}

function objectText({
  kind,
  name,
  valuesKey,
  text,
  isEncoded,
}: Reference & { readonly name: string }): string {
  const key = kind === 'Secret' && !isEncoded ? 'stringData' : 'data';
  const value = kind === 'Secret' && isEncoded ? Buffer.from(text).toString('base64') : text;
  const data = JSON.stringify({ [valuesKey ?? 'values.yaml']: value });
  return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: default}\n${key}: ${data}\n`;
}
