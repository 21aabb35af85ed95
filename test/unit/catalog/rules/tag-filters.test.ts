import assert from 'node:assert/strict';
import { excludedTagsRule, filterOnTagsRule } from '../../../../src/catalog/rules/tag-filters.ts';
import { known, placeholder } from '../../../fakes/vault-backend.ts';
import { told } from './outcomes.ts';

describe('rule: filter-on-tags', () => {
  const filter = { app: known('shop'), stage: known('live') };
  it('wants every tag, exactly', () => {
    assert.deepEqual(told(filterOnTagsRule(filter, { app: 'shop', stage: 'live', other: 'x' })), [
      'filter-on-tags pass: all tags of filter-on-tags match',
    ]);
    assert.deepEqual(told(filterOnTagsRule(filter, { app: 'shop-2', Stage: 'live' })), [
      'filter-on-tags fail: its tag app is shop-2, the filter wants shop; it has no tag stage, the filter wants live',
    ]);
  });
  it('is open where tags or a value are not known, unless another tag hides already', () => {
    assert.equal(filterOnTagsRule(filter, null).result, 'unknown');
    const open = { app: placeholder('APP'), stage: known('live') };
    assert.equal(filterOnTagsRule(open, { app: 'shop', stage: 'live' }).result, 'unknown');
    assert.equal(filterOnTagsRule(open, { app: 'shop', stage: 'test' }).result, 'fail');
    assert.equal(filterOnTagsRule(open, { stage: 'live' }).result, 'fail');
  });
  it('is not misled by names that every object has', () => {
    assert.equal(filterOnTagsRule({ constructor: known('x') }, {}).result, 'fail');
  });
});

describe('rule: excluded-tags', () => {
  const excluded = { state: known('old'), owner: known('nobody') };
  it('hides by one tag', () => {
    assert.equal(excludedTagsRule(excluded, { state: 'old' }).result, 'fail');
    assert.equal(excludedTagsRule(excluded, { state: 'older', owner: 'me' }).result, 'pass');
    assert.equal(excludedTagsRule(excluded, {}).result, 'pass');
  });
  it('is open where tags or a value are not known, unless another tag hides already', () => {
    assert.equal(excludedTagsRule(excluded, null).result, 'unknown');
    const open = { state: placeholder('STATE'), owner: known('nobody') };
    assert.equal(excludedTagsRule(open, { state: 'old' }).result, 'unknown');
    assert.equal(excludedTagsRule(open, { state: 'old', owner: 'nobody' }).result, 'fail');
    assert.equal(excludedTagsRule(open, {}).result, 'pass');
  });
});
