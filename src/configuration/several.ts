import { startOf } from './budget.ts';
import type { Choice } from './choose.ts';
import { folderOf } from './paths.ts';
import type { NewProblem, Report } from './report.ts';

/** Tells at each of several configurations which flows it judges, and with which others it judges them. */
export function reportSeveral(choices: readonly Choice[], report: Report): void {
  for (const choice of choices) {
    const place = placeOf(choice, choices);
    if (place === null) continue;
    const folder = folderOf(choice.file);
    const others = choices.filter((other) => other !== choice && folderOf(other.file) === folder);
    report({
      code: 'several-configurations',
      severity: 'information',
      ...place,
      data: { folder: folder.slice(0, -1), others: others.map(({ file }) => file).join(', ') },
    });
  }
}

/**
 * Where its own file has `kestra.secret`, else the last of its layers that is no other one's own file, else what names its
 * server.
 */
function placeOf(
  { file: own, settings, services }: Choice,
  choices: readonly Choice[],
): Pick<NewProblem, 'file' | 'range'> | null {
  const isOthers = (file: string) => file !== own && choices.some((choice) => choice.file === file);
  const secret = settings.filter(
    ({ names, source }) => names[0] === 'kestra' && names[1] === 'secret' && !isOthers(source.file),
  );
  const file = secret.some(({ source }) => source.file === own) ? own : secret.at(-1)?.source.file;
  const setting = secret.find(({ source }) => source.file === file);
  if (setting !== undefined) {
    return { file: setting.source.file, range: setting.keyPlaces[1] ?? setting.valuePlace };
  }
  const [service] = services;
  if (service === undefined) return null;
  return isOthers(service.origin.file)
    ? startOf(own)
    : { file: service.origin.file, range: service.origin.range };
}
