import { isTerraformJson, isTerraformPath } from '../../text/terraform-path.ts';
import type { KindSearch } from '../kinds/kind.ts';

/** What a file has to do with Kestra's charts, told by its text before it is parsed. */
export type HelmMark =
  /** Values, maybe of one of Kestra's charts. */
  | 'values'
  /** A `Chart.yaml` that names Kestra. */
  | 'chart'
  /** Commands of Helm's that name files of values. */
  | 'commands'
  /** A `helm_release` of Terraform. */
  | 'terraform'
  /** The releases of a helmfile. */
  | 'helmfile'
  /** The releases of a file of Skaffold's. */
  | 'skaffold'
  /** A HelmRelease of Flux, or an object that stands for its chart. */
  | 'flux'
  /** An Application of Argo CD. */
  | 'argo'
  /** A Kustomization with charts or generators. */
  | 'kustomize';

/** The id of the kind that all these files are found under. */
export const helmKind = 'helm';

/** Finds the files from which the values of Kestra's charts are put together. */
export const helmSearch: KindSearch = {
  mayBe: (spelled) => isYaml(spelled) || isScript(spelled) || isTerraform(spelled),
  marksIn(text, spelled) {
    if (isTerraform(spelled)) return text.includes('"helm_release"') ? ['terraform'] : null;
    // What a script names, it does not hold: its text is no YAML.
    const possible = isYaml(spelled) ? tests : tests.filter(([mark]) => mark === 'commands');
    const found = possible.flatMap(([mark, isMarked]) => (isMarked(text) ? [mark] : []));
    return found.length === 0 ? null : found;
  },
};

function isTerraform(spelled: string): boolean {
  return isTerraformPath(spelled) || isTerraformJson(spelled);
}

function isYaml(spelled: string): boolean {
  return /\.ya?ml(?:\.gotmpl)?$/.test(spelled);
}

function isScript(spelled: string): boolean {
  return /\.(?:sh|bash|zsh|ps1|mk|just)$|(?:^|\/)(?:makefile|justfile|jenkinsfile)$/i.test(spelled);
}

const tests: readonly (readonly [HelmMark, (text: string) => boolean])[] = [
  ['values', (text) => !/^tasks:/m.test(text) && holdsValues(text)],
  ['chart', (text) => /^apiVersion:\s*v[12]\s*$/m.test(text) && /kestra/i.test(text)],
  ['commands', (text) => /\bhelm\b/.test(text) && /(?:^|\s)(?:-f|--values|--set)\b/.test(text)],
  ['helmfile', (text) => /^releases\s*:/m.test(text) && /\bchart\s*:/.test(text)],
  ['skaffold', (text) => /^apiVersion\s*:\s*["']?skaffold\//m.test(text) && /\bhelm\s*:/.test(text)],
  ['flux', (text) => /\bkind\s*:\s*["']?(?:HelmRelease|OCIRepository|HelmChart)\b/.test(text)],
  ['argo', (text) => /\bkind\s*:\s*["']?Application(?:Set)?\b/.test(text) && text.includes('argoproj.io')],
  ['kustomize', (text) => /^(?:helmCharts|configMapGenerator|secretGenerator)\s*:/m.test(text)],
];

function holdsValues(text: string): boolean {
  if (/\bconfigurations?["']?\s*:/.test(text) && /kestra/i.test(text)) return true;
  return (
    /\bextra(?:Env|SecretEnvFrom|ConfigMapEnvFrom)["']?\s*:/.test(text) || /\bkestra\/kestra\b/.test(text)
  );
}
