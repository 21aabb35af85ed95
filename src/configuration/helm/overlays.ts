import type { Candidate } from '../candidate.ts';
import { baseName, folderOf } from '../paths.ts';
import { settingOf } from '../settings.ts';
import { stretchesText } from '../text/stretches.ts';
import type { ChartReference } from './chart.ts';
import { givesSecrets, isForKestra, isLaidOver, type ChartValues } from './recognise.ts';
import { mergedValues, type Release } from './release.ts';

/** A release with what its values start. */
export interface ReadRelease {
  readonly release: Release;
  /** The values of Kestra's charts in it; none: it does not say itself that it has such. */
  readonly charts: readonly ChartValues[];
  readonly candidates: readonly Candidate[];
}

/**
 * Whether a file of values is to be taken as laid over one of `others`, though nothing names their order: it is called a
 * variant of that (`values-prod.yaml` of `values.yaml`), and does not say itself which secret manager there is.
 */
export function isVariant(
  { release: { file }, candidates }: ReadRelease,
  others: readonly string[],
): boolean {
  const hasType = candidates.some(({ settings }) => settingOf(settings, 'kestra.secret.type') !== null);
  return !hasType && others.some((other) => isNamedAfter(file, other));
}

/** `values-prod.yaml`, `values.prod.yaml` or `prod-values.yaml` after `values.yaml`. */
function isNamedAfter(file: string, base: string): boolean {
  if (folderOf(file) !== folderOf(base)) return false;
  const stem = stemOf(base);
  const name = stemOf(file);
  if (name.length <= stem.length + 1) return false;
  const isSeparator = (char: string | undefined) => char !== undefined && '-_.'.includes(char);
  return (
    (name.startsWith(stem) && isSeparator(name[stem.length])) ||
    (name.endsWith(stem) && isSeparator(name.at(-stem.length - 1)))
  );
}

function stemOf(file: string): string {
  return baseName(file).replace(/\.[^.]*$/, '');
}

/**
 * A file of values over the one beside it that it is called after, or the only one there is. Where there are several, any
 * of them may lie below it, which is told as out of sight. null: it has nothing of Kestra's charts where the others have, or
 * nothing but the folder says that it is no other chart's.
 */
export function laidOver(own: Release, bases: readonly ReadRelease[]): ReleaseOver | null {
  const { root } = mergedValues(own);
  const beside = bases.filter(
    ({ release, charts }) =>
      root !== null &&
      folderOf(release.file) === folderOf(own.file) &&
      charts.some((chart) => isLaidOver(root, chart)),
  );
  const named = beside.filter(({ release }) => isNamedAfter(own.file, release.file));
  const possible = beside.filter(({ charts }) =>
    charts.some((chart) => root !== null && isForKestra(root, chart)),
  );
  const [base, ...others] = named.length > 0 ? named : possible;
  if (base === undefined) return null;
  const chart = base.release.chart ?? chartAt(base.charts);
  if (others.length === 0) {
    const { values, changes, gaps } = base.release;
    const over = own.values.slice(-1);
    return { release: { ...own, chart, values: [...values, ...over], changes, gaps }, base };
  }
  const gaps = [base, ...others].map(({ release }) => ({
    reason: 'override-file' as const,
    detail: release.file,
  }));
  return { release: { ...own, chart, gaps }, base: null };
}

/**
 * A file of values that may be laid over those of another folder, as `prod/kestra.yaml` is over `base.yaml`: nothing says that
 * it is, nor over which of them, so that it is told as out of sight. null: it is not meant for Kestra, as far as can be seen.
 */
export function maybeLaidOver(own: Release, bases: readonly ReadRelease[]): Release | null {
  const { root } = mergedValues(own);
  if (root === null) return null;
  const isCalledSo = /kestra/i.test(own.file);
  const base = bases.find(({ charts }) =>
    charts.some(
      (chart) =>
        isLaidOver(root, chart) &&
        isForKestra(root, chart) &&
        // Values of many charts have the keys of 0.x.
        (isCalledSo || (chart.form === '1.x' && givesSecrets(root, chart))),
    ),
  );
  if (base === undefined) return null;
  return { ...own, chart: base.release.chart ?? chartAt(base.charts), isOverlay: true };
}

export interface ReleaseOver {
  readonly release: Release;
  /** What it is laid over; null: that is not known. */
  readonly base: ReadRelease | null;
}

/** Where charts that were told by what they hold stand. */
function chartAt(charts: readonly ChartValues[]): ChartReference {
  return {
    places: charts.map(({ path, form }) => ({
      path,
      version: form === '0.x' ? '0' : '1',
      conditions: [],
      hasDefaults: false,
    })),
  };
}

/** Whether the servers of two releases get the same environment and configuration. */
export function startTheSame(left: readonly Candidate[], right: readonly Candidate[]): boolean {
  return JSON.stringify(left.map(contentOf)) === JSON.stringify(right.map(contentOf));
}

function contentOf({ settings, service, partial }: Candidate): unknown {
  return {
    partial,
    settings: settings.map(({ names, value }) => [
      names,
      value.kind,
      value.kind === 'empty' ? '' : stretchesText(value.stretches),
    ]),
    server: [service?.name, service?.gaps, service?.version, service?.isOpenSource],
    variables: service?.variables.map(({ name, text, elsewhere }) => [name, text, elsewhere]),
  };
}
