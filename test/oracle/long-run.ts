// Compares with a judge for as long as one likes; ends with 1 where something differs.
// `npm run oracle -- --until 100000`: has that many texts in a row read alike by Kestra's renderer and here. The smallest
// text that is read otherwise ends it.
// `npm run oracle -- --places`: what is written of each place, with the engines of both generations; `--write` writes it.
// `npm run oracle -- --flows 500`: so many flows with a call anywhere, in each of them.
// `npm run oracle -- --projects 5000`: so many compose projects, with Compose's own loader.
// `npm run oracle -- --terraform 5000`: so many texts of Terraform, with HCL's own parser.
// `npm run oracle -- --configurations 5000`: so many configurations of one value, with Micronaut.
// `npm run oracle -- --whole 5000`: so many projects with their whole configuration, with Compose and Micronaut in a chain.
// `npm run oracle -- --helm 5000`, `--flux 5000`: so many releases of a chart, with Helm's or Flux's own libraries.
// `npm run oracle -- --kustomize 5000`: so many Kustomizations, with Kustomize's own library.
// What is drawn follows from a seed of chance, which is said, or from `--seed N`.
import { parseArgs } from 'node:util';
import { runCharts } from './long-run-charts.ts';
import { runConfigurations } from './long-run-configurations.ts';
import { runFlows } from './long-run-flows.ts';
import { runKustomize } from './long-run-kustomize.ts';
import { runPlaces } from './long-run-places.ts';
import { runProjects } from './long-run-projects.ts';
import { runTerraform } from './long-run-terraform.ts';
import { runTexts } from './long-run-texts.ts';
import { runWhole } from './long-run-whole.ts';

const { values } = parseArgs({
  options: {
    until: { type: 'string' },
    places: { type: 'boolean' },
    write: { type: 'boolean' },
    flows: { type: 'string' },
    projects: { type: 'string' },
    terraform: { type: 'string' },
    configurations: { type: 'string' },
    whole: { type: 'string' },
    helm: { type: 'string' },
    flux: { type: 'string' },
    kustomize: { type: 'string' },
    seed: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);

function run(): Promise<boolean> {
  if (values.places === true) return runPlaces(values.write === true);
  if (values.flows !== undefined) return runFlows(Number(values.flows), seed);
  if (values.projects !== undefined) return runProjects(Number(values.projects), seed);
  if (values.terraform !== undefined) return runTerraform(Number(values.terraform), seed);
  if (values.configurations !== undefined) return runConfigurations(Number(values.configurations), seed);
  if (values.whole !== undefined) return runWhole(Number(values.whole), seed);
  if (values.helm !== undefined) return runCharts('helm', Number(values.helm), seed);
  if (values.flux !== undefined) return runCharts('flux', Number(values.flux), seed);
  if (values.kustomize !== undefined) return runKustomize(Number(values.kustomize), seed);
  return runTexts(Number(values.until ?? 100_000), seed);
}

process.exitCode = (await run()) ? 0 : 1;
