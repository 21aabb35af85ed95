import assert from 'node:assert/strict';
import { createCatalog, type Question } from '../../../src/catalog/index.ts';
import { reasonMessage } from '../../../src/language/messages/index.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { namespaceNamed, questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { base64, read } from '../configuration/support.ts';

const terraform = `resource "kestra_namespace_secret" "mail" {
  namespace    = "orchard"
  secret_key   = "MAIL"
  secret_value = var.mail
}
`;
const others = `resource "kestra_namespace_secret" "all" {
  namespace  = "plums"
  for_each   = var.all
  secret_key = each.key
}
`;
const compose = `services:\n  kestra:\n    image: kestra/kestra:v1.0\n    environment:\n      SECRET_API: ${base64('VALUE-MARKER')}\n`;

const vault = (isReadOnly: boolean) =>
  `kestra: {secret: {type: vault, read-only: ${String(isReadOnly)}, vault: {address: "http://v:1", token: {token: t}}}}\n`;

/** Verdict, reason code and reason of a name, for a flow in a namespace. */
async function verdictOn(
  files: Readonly<Record<string, string>>,
  name: string,
  namespace: string,
): Promise<string> {
  const catalog = createCatalog({
    open: () =>
      Promise.resolve({
        state: 'open',
        store: createMemoryStore({ secrets: [{ name: 'there', fields: [] }] }),
      }),
    locationOf: () => '',
    clock: { now: () => Date.UTC(2026, 0, 1), after: () => () => undefined },
    log: quietLog,
  });
  catalog.configure(await read(files));
  const question: Question = { ...questionOf(name), flowNamespace: namespaceNamed(namespace) };
  await catalog.ask(question, { readValues: false }, never);
  const { verdict, reasonCode, reason } = catalog.resolve(question);
  return `${verdict} ${reasonCode}: ${reasonMessage(reason)}`;
}

const creates = 'Terraform creates MAIL in orchard (main.tf:3); whether that was applied is not known here.';

describe('a verdict on a secret that Terraform creates', () => {
  const environment = { 'main.tf': terraform, 'docker-compose.yml': compose };

  it('is never missing in its namespace and those below, and missing elsewhere', async () => {
    assert.equal(await verdictOn(environment, 'MAIL', 'orchard'), `unknown incomplete-list: ${creates}`);
    assert.equal(
      await verdictOn(environment, 'MAIL', 'orchard.shipping'),
      `unknown incomplete-list: ${creates}`,
    );
    assert.match(await verdictOn(environment, 'MAIL', 'orchards'), /^missing not-in-list/);
    assert.match(await verdictOn(environment, 'GONE', 'orchard'), /^missing not-in-list/);
  });

  it('is not missing where the name differs in letter case alone', async () => {
    assert.equal(await verdictOn(environment, 'Mail', 'orchard'), `unknown incomplete-list: ${creates}`);
  });

  it('is found where a backend has it', async () => {
    assert.match(await verdictOn(environment, 'API', 'orchard'), /^resolvable found/);
    const files = { 'application.yml': vault(true), 'main.tf': terraform.replace('"MAIL"', '"there"') };
    assert.match(await verdictOn(files, 'there', 'orchard'), /^resolvable found/);
  });

  it('says why else nobody can tell', async () => {
    assert.equal(
      await verdictOn({ 'main.tf': terraform }, 'MAIL', 'orchard'),
      `unknown no-configuration: ${creates} This folder has no Kestra configuration that names a secret backend.`,
    );
    assert.equal(
      await verdictOn({ 'main.tf': terraform, 'application.yml': vault(false) }, 'MAIL', 'orchard'),
      `unknown managed: ${creates} Without read-only, Vault keeps an index that only Kestra can read.`,
    );
  });

  it('is open for every name in a namespace for which Terraform works names out', async () => {
    const files = { ...environment, 'others.tf': others };
    assert.equal(
      await verdictOn(files, 'GONE', 'plums.ripe'),
      'unknown incomplete-list: Terraform creates secrets whose names are not known here (others.tf:4), and GONE may be one of them.',
    );
    assert.match(await verdictOn(files, 'GONE', 'orchard'), /^missing not-in-list/);
    assert.match(await verdictOn(files, 'API', 'plums'), /^resolvable found/);
  });
});
