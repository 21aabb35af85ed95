const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const kestra = (placeholder: string) =>
  `kestra.secret: {type: vault, vault: {address: "${placeholder}", token.token: x}}\n`;

const service = (environment: string) =>
  `services: {k: {image: kestra/kestra, environment: {A: "${environment}"}}}`;

/** An environment of many names, and one that stands a thousand times for it. */
const manyNames = `services:\n  b:\n    image: kestra/kestra\n    environment:\n${lines(3000, (index) => `      A${index}: b`)}\n`;

/** Folders of little text that once took minutes, gigabytes or the whole process. */
export const attacks: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  'keys that stand for each other eight times': {
    'application.yml':
      kestra('${n0}') + lines(11, (index) => `n${index}: "${`\${n${index + 1}}`.repeat(8)}"`) + '\nn11: x\n',
  },
  'variables that stand for each other eight times': {
    'application.yml': kestra('${N0}'),
    '.env': `${lines(11, (index) => `N${index}='${`\${N${index + 1}}`.repeat(8)}'`)}\nN11=x\n`,
  },
  'a large value a thousand times': {
    '.env': `B=${'x'.repeat(1_000_000)}\n`,
    'compose.yml': service('$B'.repeat(1000)),
  },
  'a large value a thousand times in a fallback': {
    '.env': `B=${'x'.repeat(1_000_000)}\n`,
    'compose.yml': service(`\${X:-${'$B'.repeat(1000)}}`),
  },
  'variables that double': {
    '.env': `A0=xxxxxxxx\n${lines(60, (index) => `A${index + 1}=$A${index}$A${index}`)}`,
    'compose.yml': 'services: {k: {image: kestra/kestra, env_file: .env}}',
  },
  'a large value that many names take over': {
    '.env': `SECRET_B=${'eHh4'.repeat(250_000)}\n`,
    'compose.yml': `services: {k: {image: kestra/kestra, environment: [${'SECRET_B, '.repeat(3000)}]}}`,
  },
  'thousands of configuration files in thousands of mounts': {
    'compose.yml': `services: {k: {image: kestra/kestra, environment: {MICRONAUT_CONFIG_FILES: "${'/a,'.repeat(100_000)}"}, volumes: [${'./b:/c, '.repeat(5000)}]}}`,
  },
  'a thousand services that extend one': {
    'b.yml': manyNames,
    'compose.yml': `services:\n${lines(1000, (index) => `  s${index}: {extends: {file: b.yml, service: b}}`)}`,
  },
  'five hundred services that load one env file thrice': {
    '.env': lines(20_000, (index) => `A${index}=YQ==`),
    'compose.yml': `services:\n${lines(500, (index) => `  s${index}: {image: kestra/kestra, env_file: [.env, .env, .env]}`)}`,
  },
  'thousands of brackets in the settings': {
    '.vscode/settings.json': `{"kestraSecrets.secretManagers": ${'['.repeat(6000)}`,
    'application.yml': kestra('http://v:8200'),
  },
  'thousands of brackets': { 'application.yml': `kestra: ${'['.repeat(20_000)}` },
  'thousands of lists in one line': { 'application.yml': `kestra:\n  ${'- '.repeat(20_000)}` },
  'thousands of keys in one line': { 'application.yml': `kestra:\n  ${'? '.repeat(20_000)}` },
};

/** Folders of much text that are meant seriously. */
export const largeFolders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an env file of 130,000 secrets': {
    '.env': lines(130_000, (index) => `SECRET_A${index}=YQ==`),
    'compose.yml': 'services: {k: {image: kestra/kestra, env_file: .env}}',
  },
  'a loose env file of 130,000 secrets': { '.env': lines(130_000, (index) => `SECRET_A${index}=YQ==`) },
  'a heredoc of 150,000 lines': {
    'main.tf': `resource "kestra_namespace_secret" "s" {\n  namespace = "n"\n  secret_key = "A"\n  secret_value = <<-EOT\n${lines(150_000, () => '    a')}\n    EOT\n}\n`,
    '.env': 'SECRET_A=YQ==',
    'compose.yml': 'services: {k: {image: kestra/kestra, env_file: .env}}',
  },
  'a value that misses 130,000 variables': {
    '.env': `A=${lines(130_000, (index) => `$A${index}`).replaceAll('\n', '')}\nSECRET_B=$A\n`,
    'compose.yml': 'services: {k: {image: kestra/kestra, env_file: .env}}',
  },
};
