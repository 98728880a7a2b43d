import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkFiles } from '../support/check-files.ts';
import { textsIn } from '../support/texts-in.ts';

const SHOP = path.join(import.meta.dirname, '../../examples/shop');

test('the shop has one finding for each of its twelve mistakes', () => {
  expect(checkFiles(textsIn(SHOP))).toEqual([
    'api.yaml:59 error service-target-port-unresolved',
    'ingress-nginx.yaml:90 warning policy-namespace-name-label',
    'ingress.yaml:32 error ingress-backend-uses-target-port',
    'orders.yaml:28 warning dependency-blocked-by-policy',
    'orders.yaml:44 error service-selector-near-miss',
    'policies.yaml:34 warning policy-peer-selects-nothing',
    'policies.yaml:68 error policy-uses-service-port',
    'policies.yaml:87 warning policy-named-port-unresolved',
    'policies.yaml:110 info policy-blocks-dns',
    'redis.yaml:26 warning stateful-set-service-name',
    'shop.yaml:16 error address-port-wrong',
    'shop.yaml:20 warning address-short-name-other-namespace',
  ]);
});

test('its README tells of the same findings, in the same files', () => {
  const rows = readFileSync(path.join(SHOP, 'README.md'), 'utf8')
    .split('\n')
    .flatMap((line) => [...(/^\| `([\w-]+)` \| `([\w.-]+)`/.exec(line) ?? [])].slice(1).join(' ') || []);
  const found = checkFiles(textsIn(SHOP)).map((place) => place.replace(/^(\S+):\d+ \w+ (\S+)$/, '$2 $1'));
  expect(rows.sort()).toEqual(found.sort());
});
