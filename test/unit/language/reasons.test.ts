import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { resolve } from '../../../src/catalog/resolve.ts';
import type { Resolution } from '../../../src/catalog/types.ts';
import { reasonMessage } from '../../../src/language/messages/index.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { questionOf } from '../../fakes/question.ts';

describe('a reason', () => {
  const vault = vaultOf([
    secretNamed('old', {
      visible: false,
      rules: [
        {
          rule: 'excluded-tags',
          result: 'fail',
          reason: { kind: 'excluded-tag', type: 'vault', tag: 'team', value: 'billing' },
        },
      ],
    }),
  ]);
  // Nothing that is kept of it may hold words.
  const kept = JSON.stringify(resolve(catalogOf([vault]), questionOf('old'), fetchedAt).reason);

  after(() => l10n.config({ contents: {} }));

  it('says of a type that another tool puts in no more than that it is not known', () => {
    const said = (type: string) => reasonMessage({ kind: 'backend-not-supported', type });
    for (const type of ['{{ .Values.backend }}', '${BACKEND}', 'ENC[…]', '<% type %>', 'ref+ssm://a/type']) {
      assert.equal(said(type), `Which backend Kestra asks is not known here: its type is ${type}.`);
    }
    assert.match(said('gcp-vault'), /no secret backend called gcp-vault/);
    assert.match(said('doppler'), /doppler is not supported/);
  });

  it('is data, of which the sentence is made in whatever language is wanted by then', () => {
    const reason = JSON.parse(kept) as Resolution['reason'];
    assert.equal(
      reasonMessage(reason),
      'Secret old is hidden from Kestra: its tag team is billing, which is excluded.',
    );
    l10n.config({ contents: readFileSync('l10n/bundle.l10n.de.json', 'utf8') });
    assert.match(reasonMessage(reason), /^Das Secret old ist für Kestra ausgeblendet: .*billing/);
  });
});
