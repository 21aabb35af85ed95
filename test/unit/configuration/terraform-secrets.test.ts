import assert from 'node:assert/strict';
import { read, textAt, yaml } from './support.ts';

type Files = Readonly<Record<string, string>>;

const value = 'VALUE-MARKER-terraform';

/** Each secret as `name of namespace`, with the line and the text of its place. */
async function said(files: Files): Promise<readonly string[]> {
  const configuration = await read(files);
  assert.ok(!JSON.stringify(configuration).includes('VALUE-MARKER'));
  return (configuration.terraformSecrets ?? []).map(
    ({ name, namespace, origin }) =>
      `${name ?? '?'} of ${namespace ?? '?'} at ${origin.file}:${String(origin.line)} ${textAt(files, origin) ?? ''}`,
  );
}

const shapes: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'text throughout': [
    {
      'main.tf': yaml`
        resource "kestra_namespace_secret" "mail" {
          namespace    = "orchard.shipping"
          secret_key   = "MAIL_TOKEN"
          secret_value = "${value}"
        }
      `,
    },
    ['MAIL_TOKEN of orchard.shipping at main.tf:3 MAIL_TOKEN'],
  ],
  'in a file of OpenTofu': [
    {
      'main.tofu':
        'resource "kestra_namespace_secret" "mail" {\n  namespace = "orchard"\n  secret_key = "MAIL"\n}\n',
    },
    ['MAIL of orchard at main.tofu:3 MAIL'],
  ],
  'as JSON': [
    {
      'main.tf.json': `{"resource": {
  "kestra_namespace": {"orchard": [{"namespace_id": "orchard"}]},
  "kestra_namespace_secret": {
    "a": {"namespace": "orchard.shipping", "secret_key": "MAIL", "secret_value": "${value}"},
    "b": {"namespace": "\${kestra_namespace.orchard.id}", "secret_key": "\${var.key}"}
  }
}}`,
    },
    ['MAIL of orchard.shipping at main.tf.json:4 MAIL', '? of orchard at main.tf.json:5 ${var.key}'],
  ],
  'a namespace of the same module, by its id': [
    {
      'infra/namespaces.tf': 'resource "kestra_namespace" "orchard" {\n  namespace_id = "orchard"\n}\n',
      'infra/secrets.tf': yaml`
        resource "kestra_namespace_secret" "a" {
          namespace    = kestra_namespace.orchard.id
          secret_key   = "A"
          secret_value = var.a
          depends_on   = [kestra_namespace.orchard]
        }
        resource "kestra_namespace_secret" "b" {
          namespace    = kestra_namespace.orchard.namespace_id
          secret_key   = "B"
          secret_value = file("./keys/b.json")
        }
      `,
    },
    ['A of orchard at infra/secrets.tf:3 A', 'B of orchard at infra/secrets.tf:9 B'],
  ],
  'a namespace of the same module, put into a string': [
    {
      'main.tf':
        'resource "kestra_namespace" "o" {\n  namespace_id = "orchard"\n}\nresource "kestra_namespace_secret" "a" {\n  namespace = "${ kestra_namespace.o.id }"\n  secret_key = "A"\n}\n',
    },
    ['A of orchard at main.tf:6 A'],
  ],
  'a namespace of another module, which has the same name there': [
    {
      'other/main.tf': 'resource "kestra_namespace" "orchard" {\n  namespace_id = "plums"\n}\n',
      'infra/main.tf': yaml`
        resource "kestra_namespace_secret" "a" {
          namespace    = kestra_namespace.orchard.id
          secret_key   = "A"
          secret_value = var.a
        }
      `,
    },
    ['A of ? at infra/main.tf:3 A'],
  ],
  'one for each of a map': [
    {
      'main.tf': yaml`
        resource "kestra_namespace_secret" "all" {
          for_each     = var.secrets
          namespace    = "orchard"
          secret_key   = each.key
          secret_value = each.value
        }
      `,
    },
    ['? of orchard at main.tf:4 each.key'],
  ],
  'parts that are put together, with tags and a description': [
    {
      'main.tf': yaml`
        resource "kestra_namespace_secret" "db" {
          count              = var.env == "prod" ? 1 : 0
          namespace          = "orchard.${'$'}{var.env}"
          secret_key         = "DB_${'$'}{upper(var.env)}" # by stage
          secret_value       = <<-EOT
            ${value}
          EOT
          secret_description = "of the data base"
          secret_tags        = { "owner" : "orchard" }
        }
      `,
    },
    ['? of ? at main.tf:4 "DB_${upper(var.env)}"'],
  ],
  'on one line, after a comment that has one': [
    {
      'main.tf': yaml`
        /* resource "kestra_namespace_secret" "no" { secret_key = "NO" } */
        resource "kestra_namespace_secret" "yes" { secret_key = "YES" }
      `,
    },
    ['YES of ? at main.tf:2 YES'],
  ],
};

describe('a secret that Terraform creates', () => {
  for (const [name, [files, expected]] of Object.entries(shapes)) {
    it(`is known by its name: ${name}`, async () => {
      assert.deepEqual(await said(files), expected);
    });
  }

  it('is none of another provider, of a data source, or without a key', async () => {
    const files = {
      'main.tf': yaml`
        # "kestra_namespace_secret"
        resource "kubernetes_secret" "x" { secret_key = "X" }
        data "kestra_namespace_secret" "y" { secret_key = "Y" }
        resource "kestra_namespace_secret" "z" { namespace = "orchard" }
        resource "kestra_kv" "k" { key = "K" }
      `,
    };
    assert.deepEqual(await said(files), []);
    assert.equal((await read(files)).found, false);
  });
});
