import * as l10n from '@vscode/l10n';
import {
  readExpression,
  readInvocation,
  readingOf,
  readNewName,
  type ExpressionReading,
} from './expressions.ts';
import type { Findings } from './nodes.ts';
import { at, current, expect, is, readNested, next, unexpectedToken } from './stream.ts';
import { PebbleSyntaxError, type Token } from './tokens.ts';

interface Template extends ExpressionReading {
  readonly macros: Set<string>;
  /** Pebble does not look for macros inside a filter tag. */
  insideFilter: boolean;
}

/** Reads all tokens of a text (Pebble: `ParserImpl` and the tags that Kestra leaves). Throws a PebbleSyntaxError. */
export function readTemplate(tokens: readonly Token[]): Findings {
  const template: Template = { ...readingOf(tokens), macros: new Set(), insideFilter: false };
  readBody(template, []);
  return template;
}

/** Up to one of the tags in `stops`, whose name is then the current token, or to the end. */
function readBody(template: Template, stops: readonly string[]): void {
  readNested(template, () => {
    for (;;) {
      const token = current(template);
      if (token.type === 'end') return;
      if (token.type === 'print-start') {
        next(template);
        readExpression(template);
        expect(template, 'print-end');
        continue;
      }
      expect(template, 'execute-start');
      const name = current(template);
      if (name.type !== 'name') {
        throw new PebbleSyntaxError(token.start, token.end, l10n.t('a tag must begin with its name'));
      }
      if (stops.includes(name.value)) return;
      readTag(template, name);
    }
  });
}

function readTag(template: Template, name: Token): void {
  next(template);
  switch (name.value) {
    case 'if':
      readIf(template, name);
      return;
    case 'for':
      readFor(template, name);
      return;
    case 'set':
      readNewName(template);
      expect(template, 'punctuation', '=');
      readExpression(template);
      expect(template, 'execute-end');
      return;
    case 'block':
      readBlock(template, name);
      return;
    case 'filter':
      readFilter(template, name);
      return;
    case 'macro':
      readMacro(template, name);
      return;
    default:
      throw new PebbleSyntaxError(name.start, name.end, l10n.t('there is no tag {0}', name.value));
  }
}

function readIf(template: Template, tag: Token): void {
  const forks = ['elseif', 'else', 'endif'];
  do {
    readExpression(template);
    expect(template, 'execute-end');
    readBody(template, forks);
  } while (skipName(template, 'elseif'));
  if (skipName(template, 'else')) {
    expect(template, 'execute-end');
    readBody(template, ['endif']);
  }
  endTag(template, tag);
}

function readFor(template: Template, tag: Token): void {
  readNewName(template);
  expect(template, 'name', 'in');
  readExpression(template);
  expect(template, 'execute-end');
  readBody(template, ['else', 'endfor']);
  if (skipName(template, 'else')) {
    expect(template, 'execute-end');
    readBody(template, ['endfor']);
  }
  endTag(template, tag);
}

function readBlock(template: Template, tag: Token): void {
  const name = current(template);
  if (name.type !== 'name' && name.type !== 'string') throw unexpectedToken(name);
  next(template);
  expect(template, 'execute-end');
  readBody(template, ['endblock']);
  expectEnd(template, tag);
  const again = current(template);
  if ((again.type === 'name' || again.type === 'string') && again.value === name.value) next(template);
  expect(template, 'execute-end');
}

function readFilter(template: Template, tag: Token): void {
  readInvocation(template);
  while (at(template, 'operator', '|')) {
    next(template);
    readInvocation(template);
  }
  expect(template, 'execute-end');
  const outer = template.insideFilter;
  template.insideFilter = true;
  readBody(template, ['endfilter']);
  template.insideFilter = outer;
  endTag(template, tag);
}

function readMacro(template: Template, tag: Token): void {
  const name = expect(template, 'name');
  const outer = template.insideMacro;
  const place = template.calls.length;
  template.insideMacro = true;
  const parameters = readParameters(template);
  expect(template, 'execute-end');
  // A parameter named flow is what secret() then takes the namespace from (Kestra: SecretFunction).
  if (parameters.includes('flow')) {
    template.insideMacro = outer;
    for (const call of template.calls.splice(place)) template.calls.push({ ...call, insideMacro: outer });
  }
  readBody(template, ['endmacro']);
  template.insideMacro = outer;
  endTag(template, tag);
  if (template.insideFilter) return;
  if (template.macros.has(name.value)) {
    throw new PebbleSyntaxError(name.start, name.end, l10n.t('there is a macro {0} already', name.value));
  }
  template.macros.add(name.value);
}

function readParameters(template: Template): string[] {
  const names: string[] = [];
  expect(template, 'punctuation', '(');
  while (!at(template, 'punctuation', ')')) {
    if (names.length > 0) expect(template, 'punctuation', ',');
    names.push(readNewName(template).value);
    if (at(template, 'punctuation', '=')) {
      next(template);
      readExpression(template);
    }
  }
  next(template);
  return names;
}

function skipName(template: Template, name: string): boolean {
  if (!at(template, 'name', name)) return false;
  next(template);
  return true;
}

function endTag(template: Template, tag: Token): void {
  expectEnd(template, tag);
  expect(template, 'execute-end');
}

function expectEnd(template: Template, tag: Token): void {
  const token = current(template);
  if (!is(token, 'name', `end${tag.value}`)) {
    throw new PebbleSyntaxError(tag.start, tag.end, l10n.t('the tag {0} is never closed', tag.value));
  }
  next(template);
}
