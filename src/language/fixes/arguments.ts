import { argumentNames, type ArgumentName, type SecretReference } from '../../flow/index.ts';
import { referenceAt } from '../reference-at.ts';
import type { FlowFixes } from './types.ts';

/** The argument that an unknown one was meant as: beyond doubt where letter case or underscores make the difference. */
export const fixUnknownArgument: FlowFixes = ({ code, range, data, suggestions = [] }, file) => {
  const { argument } = data;
  if (code !== 'unknown-argument' || argument === undefined) return [];
  const call = referenceAt(file, range.start)?.reference;
  const same = argumentNames.find((name) => plainLetters(name) === plainLetters(argument));
  const meant = same ?? argumentNames.find((name) => name === suggestions[0]);
  if (meant === undefined || call === undefined || isGiven(call, meant)) return [];
  const isSure = same !== undefined;
  return [
    {
      kind: 'replace',
      data: { from: argument, to: meant },
      edits: [{ range, text: meant }],
      isPreferred: isSure,
      isSure,
    },
  ];
};

function isGiven({ named, positional }: SecretReference, name: ArgumentName): boolean {
  return named.includes(name) || argumentNames.indexOf(name) < positional;
}

function plainLetters(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The second text of a call is its namespace: beyond doubt no namespace where Kestra could not have one of that name. */
export const fixSubkey: FlowFixes = ({ code, severity, range, data }, file) => {
  const argument = referenceAt(file, range.start)?.reference.arguments.namespace;
  if (code !== 'subkey-as-namespace' || argument === undefined) return [];
  const { start } = argument.range;
  const isSure = severity === 'warning';
  const edits = [{ range: { start, end: start }, text: 'subkey=' }];
  return [{ kind: 'subkey', data: { subkey: data.value ?? '' }, edits, isPreferred: isSure, isSure }];
};

/** Takes out `full`, which asks for all subkeys, where one of them is asked for. */
export const fixFull: FlowFixes = ({ code, range }, file) => {
  const { text } = file;
  const call = referenceAt(file, range.start)?.reference;
  if (code !== 'full-with-subkey' || call === undefined) return [];
  const { full } = call.arguments;
  if (full === undefined || call.named.filter((name) => name === 'full').length > 1) return [];
  const before = text.slice(call.range.start, full.range.start);
  const name = nameBefore.exec(before)?.[0] ?? '';
  const start = full.range.start - name.length;
  const comma = commaBefore.exec(before.slice(0, before.length - name.length))?.[0];
  const commaBehind = commaAfter.exec(text.slice(full.range.end, call.range.end))?.[0];
  const edit =
    comma !== undefined
      ? { start: start - comma.length, end: full.range.end }
      : commaBehind !== undefined && name !== ''
        ? { start, end: full.range.end + commaBehind.length }
        : null;
  if (edit === null) return [];
  const edits = [{ range: edit, text: '' }];
  return [{ kind: 'remove', data: { what: 'full' }, edits, isPreferred: true, isSure: false }];
};

/** White space, and a line break or a blank that double quotes write with a backslash. */
const space = String.raw`(?:\s|\\(?:\r?\n|[ \t]))*`;
const nameBefore = new RegExp(String.raw`(?<![\w.])full${space}=${space}$`);
const commaBefore = new RegExp(`,${space}$`);
const commaAfter = new RegExp(`^${space},${space}`);
