import { describe, expect, test } from 'vitest';
import policySelectsNothing from '../../../server/src/core/rules/policy-selects-nothing.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rule = { id: 'policy-selects-nothing', ...policySelectsNothing };
const check = (source: string) => checkFindings([rule], source);
const severities = (source: string) =>
  findAll([rule], openWorkspace(source).host).map(({ severity }) => severity);

function policy(selector: string, namespace = 'shop'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: ${namespace} }
spec:
  podSelector:
    ${selector.replaceAll('\n', '\n    ')}
---
`;
}

const web = pods('web', { namespace: 'shop', labels: 'app: web, tier: front' });

describe('selectors by all of their semantics', () => {
  test.each([
    ['everything', '{}'],
    ['everything, by empty maps', 'matchLabels: {}'],
    ['a set', 'matchExpressions: [{ key: app, operator: In, values: [db, web] }]'],
    ['a key that is there', 'matchExpressions: [{ key: tier, operator: Exists }]'],
    [
      'a value that is not, with the key',
      'matchExpressions: [{ key: tier, operator: NotIn, values: [back] }]',
    ],
    [
      'a value that is not, without the key',
      'matchExpressions: [{ key: stage, operator: NotIn, values: [prod] }]',
    ],
    ['a key that is absent', 'matchExpressions: [{ key: stage, operator: DoesNotExist }]'],
  ])('%s selects pods', (_, selector) => {
    check(web + policy(selector));
  });

  test.each([
    'matchExpressions: [{ key: tier, operator: DoesNotExist }]',
    'matchExpressions: [{ key: tier, operator: NotIn, values: [front] }]',
    'matchExpressions: [{ key: app, operator: In, values: [db, cache] }]',
    'matchLabels: { app: web }\nmatchExpressions: [{ key: tier, operator: NotIn, values: [front] }]',
  ])('%s selects none', (selector) => {
    expect(severities(web + policy(selector))).toEqual(['warning']);
  });

  test('a label that the selector asks for already is not what another one was meant to be', () => {
    const both = policy('matchLabels: { app: web, name: web }');
    const workspace = openWorkspace(web + both);
    expect(fixesOf([rule], workspace, rule.id).map(({ title }) => title)).toEqual([
      'Add `name: web` to the pods of Deployment shop/web',
    ]);
  });

  test('an expression is marked at its value', () => {
    check(
      `${web}${policy(`matchExpressions:
  - key: app
    operator: In
    values: [wep]
#            ^^^ NetworkPolicy shop/p selects no pods: none in namespace shop has \`app=wep\`; did you mean \`web\`, as the pods of Deployment shop/web have it?
`)}`,
    );
  });
});

describe('near misses', () => {
  test('the same value under another label that names workloads', () => {
    const workspace = check(
      `${pods('web', { namespace: 'shop', labels: 'app.kubernetes.io/name: web' })}${policy(`matchLabels:
  app: web
# ^^^ NetworkPolicy shop/p selects no pods: none in namespace shop has \`app=web\`; did you mean the label \`app.kubernetes.io/name\`, as the pods of Deployment shop/web have it?
`)}`,
    );
    const [rename, label] = fixesOf([rule], workspace, rule.id);
    expect([rename?.title, label?.title]).toEqual([
      'Change the label `app` to `app.kubernetes.io/name`',
      'Add `app: web` to the pods of Deployment shop/web',
    ]);
    if (!rename) throw new Error('no fix');
    expect(applyFix(workspace.host, rename).get('file:///fixture.yaml')).toContain(
      '    matchLabels:\n      app.kubernetes.io/name: web\n',
    );
  });

  test('a label of the owner that its pods do not have', () => {
    const workspace = check(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    stage: live
spec:
  template:
    metadata:
      labels:
        app: web
    spec: { containers: [{ name: main }] }
---
${policy(`matchLabels:
  stage: live
#        ^^^^ NetworkPolicy shop/p selects no pods: Deployment shop/web has \`stage=live\` in its own labels, but its pod template does not, and that is what counts.
`)}`);
    const [fix] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(
      '      labels:\n        app: web\n        stage: live\n',
    );
  });

  test('one of several labels is missing, on one workload only', () => {
    const other = pods('db', { namespace: 'shop', labels: 'app: db, tier: back' });
    check(
      `${pods('web', { namespace: 'shop' })}${other}${policy(`matchLabels:
  app: web
  tier: front
#       ^^^^^ NetworkPolicy shop/p selects no pods: those of Deployment shop/web have all of its labels but \`tier=front\`.
`)}`,
    );
  });

  test('what several workloads lack is no slip of one of them', () => {
    const shared = (name: string) => pods(name, { namespace: 'shop', labels: `app: ${name}, part-of: shop` });
    const source = shared('web') + shared('api') + policy('matchLabels: { part-of: shop, tier: db }');
    expect(findAll([rule], openWorkspace(source).host).map(({ message }) => message)).toEqual([
      'NetworkPolicy shop/p selects no pods: the manifests have none in namespace shop with `part-of=shop,tier=db`.',
    ]);
  });

  test('numbered siblings are no slips of each other', () => {
    const source = pods('shard-1', { namespace: 'shop' }) + policy('matchLabels: { app: shard-2 }');
    const [finding] = findAll([rule], openWorkspace(source).host);
    expect(finding?.message).toBe(
      'NetworkPolicy shop/p selects no pods: none in namespace shop has `app=shard-2`.',
    );
  });
});

describe('what the manifests may not show', () => {
  test('a namespace without pods in the manifests: a hint', () => {
    expect(severities(policy('matchLabels: { app: web }'))).toEqual(['hint']);
  });

  test('labels under keys that no pod of the namespace has: a hint', () => {
    expect(severities(web + policy('matchLabels: { strimzi.io/cluster: events }'))).toEqual(['hint']);
  });

  test('a custom resource whose controller may make the pods: a hint', () => {
    const kafka =
      'apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: { name: events, namespace: shop }\n---\n';
    expect(severities(web + kafka + policy('matchLabels: { app: broker }'))).toEqual(['hint']);
  });

  test.each([
    'matchLabels: { app: web, statefulset.kubernetes.io/pod-name: web-0 }',
    'matchLabels: { batch.kubernetes.io/job-name: migrate }',
  ])('%s: labels are set at run time', (selector) => {
    check(web + policy(selector));
  });

  test('namespaces that the cluster fills', () => {
    const agent = pods('agent', { namespace: 'kube-system' });
    check(agent + policy('matchLabels: { k8s-app: kube-dns }', 'kube-system'));
  });

  test('templates: in the selector, in the labels of pods', () => {
    check(web + policy('matchLabels: { app: "{{ .Values.app }}" }'));
    check(
      pods('api', { namespace: 'shop', labels: 'app: "{{ .Values.app }}"' }) +
        policy('matchLabels: { app: db }'),
    );
  });

  test('pods or a policy without a namespace may meet in any', () => {
    check(pods('db') + web + policy('matchLabels: { app: db }'));
    const anywhere = policy('matchLabels: { app: web }').replace(', namespace: shop', '');
    check(pods('x', { namespace: 'edge' }) + web + anywhere);
  });

  test('a document that nobody can read may hold the pods', () => {
    check(`${web}apiVersion: "unclosed\n---\n${policy('matchLabels: { app: db }')}`);
  });

  test('pods of another namespace are told', () => {
    const db = pods('db', { namespace: 'data' });
    check(
      `${web}${db}${policy(`matchLabels:
  app: db
#      ^^ NetworkPolicy shop/p selects no pods: none in namespace shop has \`app=db\`, and those of Deployment data/db are in another namespace.
`)}`,
    );
  });

  test('a patch is no workload', () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { replicas: 2 }
---
`;
    expect(severities(patch + policy('matchLabels: { app: db }'))).toEqual(['hint']);
  });
});

test('pods that have ended are not protected, items of a List are', () => {
  const ended = `apiVersion: v1
kind: Pod
metadata: { name: job, namespace: shop, labels: { app: job } }
spec: { containers: [{ name: main }] }
status: { phase: Succeeded }
---
`;
  expect(severities(web + ended + policy('matchLabels: { app: job }'))).toEqual(['warning']);
  check(`apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop, labels: { app: web } }
    spec: { containers: [{ name: main }] }
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: p, namespace: shop }
    spec:
      podSelector:
        matchLabels:
          app: wbe
#              ^^^ NetworkPolicy shop/p selects no pods: …
`);
});
