import assert from 'node:assert/strict';
import { excludedTagsRule, filterOnTagsRule } from '../../../../src/catalog/rules/tag-filters.ts';
import { known, placeholder } from '../../../fakes/vault-backend.ts';
import { outcomeLines } from './outcomes.ts';

/** The filter and the tags that a rule is given. */
type TagsOf<Rule extends typeof filterOnTagsRule> = [Parameters<Rule>[1], Parameters<Rule>[2]];

const demands = (...[filter, tags]: TagsOf<typeof filterOnTagsRule>) =>
  filterOnTagsRule('vault', filter, tags, 'tags-not-read');
const excludes = (...[filter, tags]: TagsOf<typeof excludedTagsRule>) =>
  excludedTagsRule('vault', filter, tags, 'tags-not-read');

describe('rule: filter-on-tags', () => {
  const filter = { app: known('shop'), stage: known('live') };
  it('wants every tag, exactly', () => {
    assert.deepEqual(outcomeLines(demands(filter, { app: 'shop', stage: 'live', other: 'x' })), [
      'filter-on-tags pass: all tags of filter-on-tags match',
    ]);
    assert.deepEqual(outcomeLines(demands(filter, { app: 'shop-2', Stage: 'live' })), [
      'filter-on-tags fail: its tag app is shop-2, the filter wants shop; it has no tag stage, the filter wants live',
    ]);
  });
  it('is open where tags or a value are not known, unless another tag hides already', () => {
    assert.equal(demands(filter, null).result, 'unknown');
    const open = { app: placeholder('APP'), stage: known('live') };
    assert.equal(demands(open, { app: 'shop', stage: 'live' }).result, 'unknown');
    assert.equal(demands(open, { app: 'shop', stage: 'test' }).result, 'fail');
    assert.equal(demands(open, { stage: 'live' }).result, 'fail');
  });
  it('is not misled by names that every object has', () => {
    assert.equal(demands({ constructor: known('x') }, {}).result, 'fail');
  });
});

describe('rule: excluded-tags', () => {
  const excluded = { state: known('old'), owner: known('nobody') };
  it('hides by one tag', () => {
    assert.equal(excludes(excluded, { state: 'old' }).result, 'fail');
    assert.equal(excludes(excluded, { state: 'older', owner: 'me' }).result, 'pass');
    assert.equal(excludes(excluded, {}).result, 'pass');
  });
  it('is open where tags or a value are not known, unless another tag hides already', () => {
    assert.equal(excludes(excluded, null).result, 'unknown');
    const open = { state: placeholder('STATE'), owner: known('nobody') };
    assert.equal(excludes(open, { state: 'old' }).result, 'unknown');
    assert.equal(excludes(open, { state: 'old', owner: 'nobody' }).result, 'fail');
    assert.equal(excludes(open, {}).result, 'pass');
  });
});
