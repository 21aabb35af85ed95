import assert from 'node:assert/strict';
import { blocksIn, type HclValue } from '../../../src/configuration/terraform/hcl.ts';
import { plain, read, textAt, yaml } from './support.ts';

type Files = Readonly<Record<string, string>>;

const vault = (id: string, configuration: string) => yaml`
  resource "kestra_namespace" "shipping" {
    namespace_id   = "${id}"
    secret_type    = "vault"
    secret_read_only = true
    secret_configuration = ${configuration}
  }
`;

/** Each backend by its id, its address with the text there, and whether parts of it are out of sight. */
async function said(files: Files): Promise<readonly string[]> {
  const { backends, problems } = await read(files);
  return [
    ...backends.map((backend) => {
      const address = backend.type === 'vault' ? backend.address : null;
      const shown = address === null ? [] : [plain(address), textAt(files, address.origins[0])];
      return [
        backend.id,
        plain(backend.readOnly),
        ...shown,
        ...(backend.partial === true ? ['partial'] : []),
      ].join(' ');
    }),
    ...problems.map(({ code, file }) => `${code} ${file}`),
  ];
}

const nested = `{
    address = "https://vault.orchard.example:8200" # the inner one
    rootEngine = "shipping"
    token = { token = var.vault_token }
  }`;

const shapes: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'a namespace with a nested configuration': [
    { 'main.tf': vault('orchard.shipping', nested) },
    ['vault@orchard.shipping true https://vault.orchard.example:8200 https://vault.orchard.example:8200'],
  ],
  'keys in quotes, with colons and commas in one line': [
    { 'infra/main.tf': vault('orchard', '{ "address": "http://plum:8200", "token": { "token": "x" } }') },
    ['vault@orchard true http://plum:8200 http://plum:8200'],
  ],
  'in a file of OpenTofu': [
    { 'main.tofu': vault('orchard', '{ address = "http://plum:8200", token = { token = "x" } }') },
    ['vault@orchard true http://plum:8200 http://plum:8200'],
  ],
  'as JSON, and what is no JSON to its end': [
    {
      'main.tf.json': `{"resource": [{"kestra_namespace": {"shipping": {
        "namespace_id": "orchard", "secret_type": "vault", "secret_read_only": true,
        "secret_configuration": {"address": "http://plum:8200", "token": {"token": "\${var.token}"}}
      }}}]}`,
      'more.tofu.json':
        '{"resource": {"kestra_namespace": {"x": {"namespace_id": "fig", "secret_type": "vault", "secret_read_only": true, "secret_configuration": {"address": "http://f:8200", "token": {"token": "$${x"}}',
    },
    ['vault@orchard true http://plum:8200 http://plum:8200', 'vault@fig true http://f:8200 http://f:8200'],
  ],
  'an address that Terraform works out': [
    {
      'main.tf': vault(
        'orchard',
        '{\n    address = "https://${var.host}:8200"\n    token = { token = "x" }\n  }',
      ),
    },
    ['vault@orchard true ?template  "https://${var.host}:8200"'],
  ],
  'a configuration that Terraform works out': [
    { 'main.tf': vault('orchard', 'jsondecode(file("vault.json"))') },
    ['vault@orchard true partial'],
  ],
  'a tenant, below its namespaces': [
    {
      'a.tf':
        'resource "kestra_tenant" "t" {\n  tenant_id = "north"\n  secret_type = "vault"\n  secret_configuration = {\n    "address" = "http://fig:8200"\n  }\n}\n',
      'b.tf': vault('orchard', '{ address = "http://plum:8200" }'),
      'c.tf': vault('orchard.shipping', '{ address = "http://kiwi:8200" }'),
    },
    [
      'vault@orchard.shipping true http://kiwi:8200 http://kiwi:8200',
      'vault@orchard true http://plum:8200 http://plum:8200',
      'north:vault  http://fig:8200 http://fig:8200',
    ],
  ],
  'a namespace that the folder’s settings name too': [
    {
      '.vscode/settings.json':
        '{"kestraSecrets.secretManagers": [{"namespace": "orchard", "secretType": "vault", "secretReadOnly": false, "secretConfiguration": {"address": "http://lime:8200", "token": {"token": "x"}}}]}',
      'main.tf': vault('orchard', '{ address = "http://plum:8200" }'),
    },
    ['vault@orchard false http://lime:8200 http://lime:8200'],
  ],
  'a namespace that Terraform works out': [
    { 'main.tf': vault('${each.value}', nested) },
    [
      'vault@kestra_namespace.shipping true https://vault.orchard.example:8200 https://vault.orchard.example:8200 partial',
    ],
  ],
  'a type that Terraform works out, which may be any': [
    {
      'a.tf': 'resource "kestra_namespace" "a" {\n  namespace_id = "orchard"\n  secret_type = var.type\n}\n',
      'b.tf':
        'resource "kestra_namespace" "b" {\n  for_each = var.all\n  namespace_id = each.key\n  secret_type = each.value.on ? "vault" : null\n}\n',
      'c.tf.json':
        '{"resource": {"kestra_tenant": {"c": {"tenant_id": "main", "secret_type": "${var.type}"}}}}\n',
    },
    [
      '${kestra_namespace.a.secret_type}@orchard ',
      '${kestra_namespace.b.secret_type}@kestra_namespace.b  partial',
      'main:${kestra_tenant.c.secret_type} ',
    ],
  ],
  'a tenant that Terraform works out': [
    {
      'main.tf':
        'resource "kestra_tenant" "t" {\n  tenant_id = var.tenant\n  secret_type = "vault"\n  secret_configuration = {\n    "address" = "http://fig:8200"\n  }\n}\n',
    },
    ['kestra_tenant.t:vault  http://fig:8200 http://fig:8200 partial'],
  ],
};

const flowAtMargin = `resource "kestra_flow" "pick" {
  flow_id = "pick"
  content = <<EOT
id: pick
namespace: orchard
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
EOT
}
`;

const others: Files = {
  'of another provider': 'resource "acme_namespace" "x" {\n  secret_type = "vault"\n}\n',
  'of a namespace without a manager': 'resource "kestra_namespace" "x" {\n  namespace_id = "orchard"\n}\n',
  'of a namespace whose manager is none':
    'resource "kestra_namespace" "x" {\n  namespace_id = "orchard"\n  secret_type = null\n}\n',
  'that only asks for a namespace':
    'data "kestra_namespace" "x" {\n  namespace_id = "orchard"\n}\n# secret_type\n',
  'in a comment':
    '/*\nresource "kestra_namespace" "x" {\n  namespace_id = "o"\n  secret_type = "vault"\n}\n*/\n',
  'in a heredoc':
    'locals {\n  text = <<-EOT\n    resource "kestra_namespace" "x" {\n      namespace_id = "o"\n      secret_type = "vault"\n    }\n  EOT\n}\n',
};

describe('a manager that Terraform sets', () => {
  for (const [name, [files, expected]] of Object.entries(shapes)) {
    it(`is read: ${name}`, async () => {
      assert.deepEqual(await said(files), expected);
    });
  }

  it('is read beside a flow that is not indented', async () => {
    assert.deepEqual(await said({ 'main.tf': flowAtMargin + vault('orchard', nested) }), [
      'vault@orchard true https://vault.orchard.example:8200 https://vault.orchard.example:8200',
    ]);
  });

  for (const [name, text] of Object.entries(others)) {
    it(`is none ${name}`, async () => {
      assert.deepEqual(await said({ 'main.tf': text }), []);
    });
  }
});

describe('the text of a Terraform file', () => {
  const valueOf = (written: string): HclValue | undefined =>
    blocksIn(`x "y" {\n  a = ${written}\n  b = 1\n}\n`)[0]?.attributes[0]?.value;

  for (const [written, text] of [
    ['"a\\"b\\n\\u00e9\\\\"', 'a"b\né\\'],
    ['"$${HOME} %%{x}"', '${HOME} %{x}'],
    ['"\\U0001F351"', '🍑'],
    ['"{{ secret(\'X\') }}"', "{{ secret('X') }}"],
    ['true # so', 'true'],
    ['-1.5', '-1.5'],
  ] as const) {
    it(`says ${JSON.stringify(text)}: ${written}`, () => {
      const value = valueOf(written);
      assert.deepEqual(value?.kind === 'text' ? value.text : value, text);
    });
  }

  for (const written of [
    '"a${b}"',
    '"${f("}")}"',
    'var.a',
    '"a" == "b" ? 1 : 2',
    'f({\n    a = 1\n  })',
    '[\n    "a",\n  ]',
    'trimspace(<<EOT\n}\nEOT\n)',
    '"not closed',
  ]) {
    it(`leaves to Terraform: ${written}`, () => {
      const attributes = blocksIn(`x "y" {\n  a = ${written}\n  b = 1\n}\n`)[0]?.attributes;
      assert.deepEqual(
        attributes?.map(({ key, value }) => `${key} ${value.kind}`),
        ['a other', 'b text'],
      );
    });
  }

  it('has no name that Terraform works out, and names of any letters', () => {
    const text = 'x "y" {\n  a = { "b${c}" = "d", "e" = "f" }\n  é = 1\n}\n';
    const [block] = blocksIn(text);
    const [first] = block?.attributes ?? [];
    const inner = first?.value.kind === 'object' ? first.value.attributes : [];
    assert.deepEqual(
      [...inner, ...(block?.attributes ?? [])].map(({ key }) => key),
      ['e', 'a', 'é'],
    );
  });

  it('never ends a reading, whatever it is', () => {
    for (const piece of [
      '${',
      '${\n',
      '${ {\n',
      '{',
      '"',
      '"${"',
      '<<A\n',
      '/*',
      'a = {',
      '"\\',
      'a "b" ',
      '\\u',
      '(',
    ]) {
      for (const text of [
        piece,
        piece.repeat(20_000),
        `a "b" {\n${piece.repeat(20_000)}`,
        `a "b" {\nc = <<E\n${piece.repeat(20_000)}`,
      ]) {
        assert.ok(Array.isArray(blocksIn(text)));
      }
    }
  });
});
