import { readingLimits } from '../../../src/configuration/budget.ts';
import { projectIn } from '../../../src/configuration/compose/default-project.ts';
import { kestraServicesOf } from '../../../src/configuration/compose/service.ts';
import type { KestraServer } from '../../../src/configuration/server.ts';
import { startReading } from '../../../src/configuration/reading.ts';
import { never } from '../../fakes/never.ts';
import { memoryFiles } from './support.ts';

/** What Compose made of a project: its services, or why it refused it. */
export interface JudgedProject {
  readonly services?: Readonly<Record<string, JudgedService>>;
  readonly refused?: string;
}

export interface JudgedService {
  readonly image: string;
  /** null: a name without a value, which the container does not get. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly command?: readonly string[] | null;
  readonly workingDir?: string;
  /** `source:target:mode`, the source below the project's folder where it is in it. */
  readonly volumes?: readonly string[];
}

/** How the folder is read otherwise than Compose read it, in words; null: alike. What is not known here is no difference. */
export async function differenceFrom(
  judged: JudgedProject,
  files: Readonly<Record<string, string>>,
): Promise<string | null> {
  const reading = await startReading(memoryFiles(files), readingLimits, never);
  const project = await projectIn(reading, '');
  const services = project === null ? [] : (await kestraServicesOf(reading, project, new Set())).services;
  if (judged.services === undefined) {
    const isTold = reading.problems().some(({ severity }) => severity === 'error');
    // Without a Kestra service there is nothing to say.
    const isUnsure = services.length === 0 || services.some(isOpen);
    return isTold || isUnsure ? null : `Compose refuses it: ${judged.refused ?? ''}`;
  }
  const expected = Object.entries(judged.services).filter(([, { image }]) => image.includes('kestra/kestra'));
  const started = services.map(({ name }) => name).sort();
  const wanted = expected.map(([name]) => name).sort();
  // Where no service starts by itself, those that a profile starts are read.
  if (wanted.length > 0 && started.join(' ') !== wanted.join(' ')) return `services: ${started.join(' ')}`;
  for (const [name, { environment }] of expected) {
    const service = services.find((each) => each.name === name);
    const difference = service === undefined ? 'it is not there' : differenceIn(service, environment);
    if (difference !== null) return `${name}: ${difference}`;
  }
  return null;
}

function isOpen({ gaps, variables }: KestraServer): boolean {
  return gaps.length > 0 || variables.some(({ missing }) => missing.length > 0);
}

function differenceIn({ variables }: KestraServer, environment: JudgedService['environment']): string | null {
  const found = new Map(variables.map((variable) => [variable.name, variable]));
  for (const [name, value] of Object.entries(environment)) {
    const variable = found.get(name);
    // An env file may give a value to no name, which nothing can ask for.
    if (name === '') continue;
    if (variable === undefined) return `${name} is not there`;
    const isKnown = variable.missing.length === 0;
    if (isKnown && variable.text !== value) return `${name} is ${JSON.stringify(variable.text)}`;
  }
  const more = variables.find(({ name, missing }) => !(name in environment) && missing.length === 0);
  return more === undefined ? null : `${more.name} is there`;
}
