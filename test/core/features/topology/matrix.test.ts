import { expect, test } from 'vitest';
import { matrixBlock } from '../../../../server/src/core/features/topology/matrix.ts';
import { pods } from '../../../support/pods.ts';
import { policy, ruleNaming } from '../../../support/policy.ts';
import { stateOf } from '../../../support/topology-state.ts';

const PODS =
  pods('web', { namespace: 'shop' }) +
  pods('api', { namespace: 'shop' }) +
  pods('job', { namespace: 'shop' }) +
  pods('other', { namespace: 'far' });
const LET_IN = policy({
  name: 'in',
  namespace: 'shop',
  pods: 'app: api',
  types: 'Ingress',
  ingress: ruleNaming('from', 'web'),
});
const NOT_OUT = policy({ name: 'out', namespace: 'shop', pods: 'app: web', types: 'Egress' });

const NAMES = ['web', 'api', 'job'];
const workloads = (source: string): readonly string[] => {
  const ids = NAMES.map((name) => `Deployment/shop/${name}`);
  return matrixBlock(stateOf(source), 'workloads', ids, ids).rows;
};
const namespaces = (source: string): readonly string[] =>
  matrixBlock(stateOf(source), 'namespaces', ['far', 'shop'], ['far', 'shop']).rows;

test('without policies everything passes, and nothing is said of itself', () => {
  expect(workloads(PODS)).toEqual(['-nn', 'n-n', 'nn-']);
  expect(namespaces(PODS)).toEqual(['-n', 'nn']);
});

test('allowed, denied, and let pass by one side only', () => {
  expect(workloads(PODS + LET_IN)).toEqual(['-an', 'n-n', 'nd-']);
  expect(workloads(PODS + LET_IN + NOT_OUT)).toEqual(['-od', 'n-n', 'nd-']);
});

test('of namespaces it says where some of it passes', () => {
  expect(namespaces(PODS + LET_IN)).toEqual(['-p', 'np']);
  expect(namespaces(PODS + policy({ namespace: 'far', types: 'Ingress' }))).toEqual(['-n', 'dn']);
});

test('of what is gone it says nothing', () => {
  expect(
    matrixBlock(stateOf(PODS), 'workloads', ['Deployment/shop/gone'], ['Deployment/shop/api']).rows,
  ).toEqual(['-']);
});
