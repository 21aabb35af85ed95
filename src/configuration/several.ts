import type { Choice } from './choose.ts';
import { folderOf } from './paths.ts';
import type { NewProblem, Report } from './report.ts';

/** Tells at each of several configurations which flows it judges, and with which others it judges them. */
export function reportSeveral(choices: readonly Choice[], report: Report): void {
  for (const choice of choices) {
    const place = placeOf(choice);
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

/** Where the last of its layers has `kestra.secret`, else the service. */
function placeOf({ settings, services }: Choice): Pick<NewProblem, 'file' | 'range'> | null {
  const secret = settings.filter(({ names }) => names[0] === 'kestra' && names[1] === 'secret');
  const file = secret.at(-1)?.source.file;
  const setting = secret.find(({ source }) => source.file === file);
  if (setting !== undefined) {
    return { file: setting.source.file, range: setting.keyPlaces[1] ?? setting.valuePlace };
  }
  const [service] = services;
  return service === undefined ? null : { file: service.origin.file, range: service.origin.range };
}
