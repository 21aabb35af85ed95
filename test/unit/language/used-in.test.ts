import assert from 'node:assert/strict';
import type { Question } from '../../../src/catalog/index.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { createFlowIndex, type FlowIndex } from '../../../src/index/index.ts';
import { stretchesIn } from '../../../src/editor/uses/definition-places.ts';
import { hoverAt, type HoverOptions } from '../../../src/language/hover.ts';
import { countFlows, secretsDefinedIn, useWords, usesOfSecret } from '../../../src/language/uses/index.ts';
import { countCertainFlows } from '../../../src/language/uses/count.ts';
import type { SoughtSecret } from '../../../src/language/uses/types.ts';
import { catalogOf, environmentOf, fetchedAt, variableNamed } from '../../fakes/catalog-snapshot.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { base64, read, yaml } from '../configuration/support.ts';
import { flowWith, summaryAtOnce } from '../index/flow-texts.ts';

const env = environmentOf([variableNamed('DB'), variableNamed('API')]);
const catalog = catalogOf([env]);

function sought(name: string, subkey: string | null = null): SoughtSecret {
  const secret = env.secrets.find((each) => each.name === name);
  return { name, subkey, held: secret === undefined ? null : { backend: env, secret } };
}

function indexOf(texts: Readonly<Record<string, string>>): FlowIndex {
  const index = createFlowIndex();
  index.update(Object.entries(texts).map(([path, text]) => [path, summaryAtOnce(text)]));
  return index;
}

const call = (given: string) => `"{{ secret(${given}) }}"`;

/** What is said of the secret DB, or a subkey of it, in a folder of these flows. */
function words(texts: Readonly<Record<string, string>>, subkey: string | null = null): string {
  return useWords(countFlows(usesOfSecret(indexOf(texts), sought('DB', subkey), catalog)));
}

describe('in how many flows a secret is used', () => {
  const [one, two] = [flowWith(call("'DB'"), call("'DB', subkey='user'")), flowWith(call("'DB'"))];

  it('counts flows, and not calls or files', () => {
    assert.equal(words({ 'a.yaml': one }), 'used in 1 flow');
    assert.equal(words({ 'a.yaml': one, 'b.yaml': two }), 'used in 2 flows');
    assert.equal(words({ 'a.yaml': `${one}---\n${two}` }), 'used in 2 flows');
    assert.equal(words({ 'a.yaml': flowWith(call("'OTHER'")) }), 'not used by any flow');
    assert.equal(words({}), 'not used by any flow');
  });

  it('counts a subkey by itself', () => {
    assert.equal(words({ 'a.yaml': one, 'b.yaml': two }, 'user'), 'used in 1 flow');
    assert.equal(words({ 'a.yaml': one, 'b.yaml': two }, 'password'), 'not used by any flow');
  });

  it('says what is not certain', () => {
    const dynamic = flowWith(call('inputs.name'));
    assert.equal(words({ 'a.yaml': dynamic }), 'perhaps used in 1 flow');
    assert.equal(words({ 'a.yaml': dynamic, 'b.yaml': dynamic }), 'perhaps used in 2 flows');
    const both = flowWith(call("'DB'"), call('inputs.name'));
    assert.equal(words({ 'a.yaml': both }), 'used in 1 flow');
    assert.equal(words({ 'a.yaml': both, 'b.yaml': dynamic }), 'used in 1 flow, perhaps in 1 more');
  });

  it('counts no flow for certain where nothing renders what names it', () => {
    const described = flowWith('x').replace('id: ', `description: ${call("'DB'")}\nid: `);
    assert.equal(words({ 'a.yaml': described }), 'perhaps used in 1 flow');
    assert.equal(words({ 'a.yaml': described, 'b.yaml': two }), 'used in 1 flow, perhaps in 1 more');
    const index = indexOf({ 'a.yaml': described });
    assert.equal(countCertainFlows(index, sought('DB'), catalog, { certain: [] }), 0);
  });

  it('says that a flow could not be read, where none is known to use it', () => {
    const index = indexOf({ 'a.yaml': flowWith(call("'OTHER'")) });
    index.update([['b.yaml', { state: 'refused', reason: 'too-large' }]]);
    const count = () => countFlows(usesOfSecret(index, sought('DB'), catalog));
    assert.equal(useWords(count()), 'not used by any flow that could be read');
    index.update([['a.yaml', summaryAtOnce(two)]]);
    assert.equal(useWords(count()), 'used in 1 flow');
  });

  it('counts what is certain alone, at little cost', () => {
    const index = indexOf({
      'a.yaml': flowWith(call("'DB'"), call('inputs.name')),
      'b.yaml': flowWith(call('inputs.name')),
    });
    assert.equal(countCertainFlows(index, sought('DB'), catalog, { certain: [] }), 1);
    assert.equal(countCertainFlows(index, sought('API'), catalog, { certain: [] }), 0);
  });
});

describe('a hover on a call', () => {
  const index = indexOf({
    'a.yaml': flowWith(call("'DB', subkey='user'")),
    'b.yaml': flowWith(call("'DB'")),
    'c.yaml': flowWith(call('inputs.name')),
  });

  /** What it says of uses. */
  function said(value: string, usesOf?: HoverOptions['usesOf']): readonly string[] {
    const { text, offset } = cursorIn(flowWith(value));
    const answer = (question: Question) => resolve(catalog, question, fetchedAt);
    const found = hoverAt(readFlow(text), offset, answer, {
      snapshot: catalog,
      now: fetchedAt,
      locale: 'en',
      ...(usesOf === undefined ? {} : { usesOf }),
    });
    return (found?.facts ?? []).map(({ value: fact }) => fact).filter((fact) => /used/i.test(fact));
  }

  it('says in how many flows its secret is used, or its subkey', () => {
    const known = (secret: SoughtSecret) => usesOfSecret(index, secret, catalog);
    assert.deepEqual(said(call("'D|B'"), known), ['Used in 2 flows, perhaps in 1 more']);
    assert.deepEqual(said(call("'DB', subkey='us|er'"), known), ['Used in 1 flow']);
    assert.deepEqual(said(call("'NO|NE'"), known), ['Perhaps used in 1 flow']);
    assert.deepEqual(said(call('inputs.na|me'), known), []);
  });

  it('says nothing of it where it is not known yet', () => {
    assert.deepEqual(said(call("'D|B'")), []);
    assert.deepEqual(
      said(call("'D|B'"), () => null),
      [],
    );
  });
});

describe('the places that define secrets', () => {
  const value = base64('VALUE-MARKER-a');

  /** Each as the line and column where it begins, with what is sought by it. */
  async function told(files: Readonly<Record<string, string>>, file: string): Promise<readonly string[]> {
    const text = files[file] ?? '';
    const isFile = (each: string) => each === file;
    return secretsDefinedIn(isFile, await read(files), catalog).flatMap(
      ({ definition, sought: { name, held } }) =>
        stretchesIn(definition, isFile, text).map(({ start }) => {
          const before = text.slice(0, start);
          const place = `${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`;
          return `${place} ${name}${held === null ? '?' : ''}`;
        }),
    );
  }

  it('are lines of env files and of Compose', async () => {
    const files = {
      'compose.yml': yaml`
        services:
          kestra:
            image: kestra/kestra
            env_file: [.env.secrets]
            environment:
              SECRET_API: ${value}
              OTHER: x
      `,
      '.env.secrets': `# SECRET_DB\nexport SECRET_DB=${value}\n\nSECRET_NEW="${value}"\n`,
    };
    assert.deepEqual(await told(files, 'compose.yml'), ['6:7 API']);
    assert.deepEqual(await told(files, '.env.secrets'), ['2:1 DB', '4:1 NEW?']);
    assert.deepEqual(await told(files, 'other.env'), []);
  });

  it('are the names in the values of a chart, above their values', async () => {
    const files = {
      'values-kestra.yaml': yaml`
        image:
          repository: kestra/kestra-ee
        common:
          extraEnv:
            - name: SECRET_DB
              value: ${value}
            - value: ${value}
              name: SECRET_API
      `,
    };
    assert.deepEqual(await told(files, 'values-kestra.yaml'), ['5:13 DB', '7:14 API']);
  });

  it('are what a file sets that a later one sets anew, and what Terraform creates', async () => {
    const files = {
      'compose.yml': yaml`
        services:
          kestra:
            image: kestra/kestra
            env_file: [one.env, two.env]
      `,
      'one.env': `SECRET_DB=${value}\n`,
      'two.env': `SECRET_DB=${value}\n`,
      'main.tf': yaml`
        resource "kestra_namespace_secret" "mail" {
          namespace    = "orchard"
          secret_key   = "MAIL"
          secret_value = var.mail
        }
      `,
    };
    assert.deepEqual(await told(files, 'one.env'), ['1:1 DB']);
    assert.deepEqual(await told(files, 'two.env'), ['1:1 DB']);
    assert.deepEqual(await told(files, 'main.tf'), ['3:19 MAIL?']);
  });
});
