import { mayNameServer, mayStartOne, startsServer } from '../server-command.ts';
import type { KindSearch } from './kind.ts';

const templateName = /\.(?:j2|jinja2?|tpl|tmpl|gotmpl|tftpl|erb|ejs|mustache)$/;

const yamlName = /\.ya?ml$/;

/** Names of what somebody reads: a template of it configures nothing. */
const pageName = /\.(?:md|markdown|rst|adoc|txt|html?)\.\w+$/i;

/** Whether a text has what only a template's own language has. */
function isTemplate(text: string): boolean {
  return (
    text.includes('{{-') ||
    /\{\{\s*(?:if|range|with|end|else|include|define|template|toYaml)\b/.test(text) ||
    ((text.includes('{%') || text.includes('<%')) && /^[ \t]*(?:\{%|<%)/m.test(text))
  );
}

/** Whether a path is by its name that of a template. */
export function isTemplatePath(path: string): boolean {
  return templateName.test(path) && !pageName.test(path);
}

/** Whether a path is that of YAML, or by its name of a template of which YAML is made. */
export function isYamlOrTemplate(path: string): boolean {
  return yamlName.test(path) || yamlName.test(path.replace(templateName, ''));
}

/** Whether a text may configure Kestra: as an application file does, or as whatever starts a server. */
function mayConfigure(text: string): boolean {
  return (
    mayNameServer(text) ||
    (/^[ \t]*["']?kestra["']?\s*:/m.test(text) && /\b(?:secret|queue|repository)\b/.test(text))
  );
}

function searchFor(mayBe: KindSearch['mayBe'], isOne: (text: string, path: string) => boolean): KindSearch {
  return { mayBe, marksIn: (text, path) => (isOne(text, path) ? [] : null) };
}

/** Templates of Helm, Jinja and the like, told by their names or by their own language. */
export const templateSearch = searchFor(
  (path) => isTemplatePath(path) || /\.ya?ml$/.test(path),
  (text, path) => (isTemplatePath(path) || isTemplate(text)) && mayConfigure(text),
);

/** Files that sops encrypted value by value, with the keys in clear. */
export const encryptedSearch = searchFor(
  (path) => /\.(?:ya?ml|enc|sops)$/.test(path),
  (text) =>
    /\bENC\[AES256_GCM,/.test(text) &&
    /^[ \t]*["']?sops/m.test(text) &&
    (mayConfigure(text) || /\bSECRET_\w+["']?\s*[:=]/.test(text)),
);

const terraformStarts =
  '(?:helm_release|docker_container|kubernetes_\\w+|azurerm_container\\w*|google_cloud_run\\w*|nomad_job)';

const cloud = new RegExp(
  [
    // CloudFormation, and what ECS is given.
    'AWSTemplateFormatVersion',
    'AWS::ECS',
    'containerDefinitions',
    'container_definitions',
    // Terraform's ways to start a container or a chart.
    `resource\\s+"${terraformStarts}"`,
    // The same in JSON.
    `"${terraformStarts}"\\s*:`,
    // Nomad.
    '^job\\s+"',
    // Pulumi's charts in YAML.
    'kubernetes:helm\\.sh',
    // Objects of a cluster by which k3s and Crossplane install a chart.
    'helm\\.(?:cattle|crossplane)\\.io/',
  ].join('|'),
  'm',
);

/** The modules by which Ansible starts containers, installs charts and applies manifests. */
const ansible =
  /^[ \t]*(?:-[ \t]+)?(?:(?:[\w-]+\.){2})?(?:docker_container|docker_swarm_service|docker_compose(?:_v2)?|podman_container)[ \t]*:|^[ \t]*(?:-[ \t]+)?(?:kubernetes\.core|community\.kubernetes)\.(?:helm|k8s)[ \t]*:/m;

/** Whether a play of Ansible's starts a server of Kestra's, and does not ask its image for something else. */
function startsByAnsible(text: string): boolean {
  if (!/kestra/i.test(text) || !ansible.test(text)) return false;
  return mayStartOne(text) || (/\.helm[ \t]*:/.test(text) && namesChart.test(text));
}

/** What starts one container of a server of Kestra's: a command of a script, or a unit of systemd. */
function startsContainer(text: string): boolean {
  return (
    /\b(?:docker|podman|nerdctl)\s+(?:container\s+)?(?:run|create)\b|^Image\s*=/m.test(text) &&
    /\bkestra(?:\/kestra|-ee)\b/.test(text) &&
    startsServer(text.replace(/\\\r?\n/g, ' ').split(/\s+/))
  );
}

/** The programs of Pulumi by the names that its own templates give them, and those that are called after Kestra. */
const program =
  /(?:^|\/)(?:index\.[jt]s|__main__\.py|main\.go|program\.(?:cs|fs)|[\w-]*kestra[\w-]*\.(?:[jt]s|py|go|cs|fs))$/i;

/** Whether a program of Pulumi's installs Kestra's chart, by what is written in it. */
function installsByPulumi(text: string): boolean {
  return text.includes('pulumi') && /\bhelm\b/i.test(text) && namesChart.test(text);
}

const tiltfile = /(?:^|\/)tiltfile(?:\.\w+)?$|\.tiltfile$/i;

/** Whether a file of Tilt's installs Kestra's chart: by Tilt's own `helm()`, its extensions, or the command. */
function installsByTilt(text: string): boolean {
  return /\bhelm(?:_\w+)?\s*\(|\bhelm\s+(?:upgrade|install|template)\b/.test(text) && /kestra/i.test(text);
}

/** Kestra's chart, as programs name it. */
const namesChart =
  /helm\.kestra\.io|\bkestra\/kestra\b|\bchart["']?\s{0,20}[:=]\s{0,20}(?:pulumi\.String\()?["']?(?:[^"'\s]{0,200}\/)?kestra/i;

/** The files by which Rancher's Fleet and DevSpace install charts. */
const installerFile = /(?:^|\/)(?:fleet|devspace)\.ya?ml$/;

const script = /\.(?:sh|bash|zsh|ps1|mk|just|service|container)$|(?:^|\/)(?:makefile|justfile)$/i;

/** Other ways to start a server that are told by Kestra's image, chart or variables in them. */
export const cloudSearch = searchFor(
  (path) =>
    script.test(path) ||
    tiltfile.test(path) ||
    program.test(path) ||
    /\.(?:ya?ml|template|(?:tf|tofu)(?:\.json)?|hcl|nomad)$|(?:task|container|template|stack|ecs)[\w.-]*\.json$/.test(
      path,
    ),
  (text, path) => {
    if (script.test(path)) return startsContainer(text);
    if (tiltfile.test(path)) return installsByTilt(text);
    if (program.test(path)) return installsByPulumi(text);
    if (installerFile.test(path)) return /\bhelm[ \t]*:/.test(text) && namesChart.test(text);
    return ((mayNameServer(text) || namesChart.test(text)) && cloud.test(text)) || startsByAnsible(text);
  },
);
