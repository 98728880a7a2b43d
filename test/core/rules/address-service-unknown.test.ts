import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { documents, type Plain, service } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rules = RULES.filter(({ id }) => id === 'address-service-unknown');

/** What is said of an address in a ConfigMap of namespace shop, or of its entry, beside these resources. */
function said(address: string | Plain, ...resources: readonly Plain[]): string[] {
  const settings = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop' },
    data: typeof address === 'string' ? { a: address } : address,
  };
  const { host } = openWorkspace(documents(settings, ...resources));
  return findAll(rules, host).map(({ severity, message }) => `${severity}: ${message}`);
}

const inShop = (name: string): Plain =>
  service(name, { app: name }, [{ port: 80 }], { metadata: { namespace: 'shop' } });

describe('a single word', () => {
  test('that is nearly a Service of the namespace: a warning, or an info where it is short', () => {
    expect(said('http://databse', inShop('database'))).toEqual([
      'warning: There is no Service shop/databse; did you mean `database`?',
    ]);
    expect([...said('http://apj', inShop('api')), ...said('http://aip', inShop('api'))]).toEqual([
      'info: There is no Service shop/apj; did you mean `api`?',
      'info: There is no Service shop/aip; did you mean `api`?',
    ]);
  });

  test('that is plain counts where its setting is called a host', () => {
    expect(said({ DB_HOST: 'databse' }, inShop('database'))).toEqual([
      'warning: There is no Service shop/databse; did you mean `database`?',
    ]);
    for (const entry of [{ DB_NAME: 'databse' }, { DB_HOST: 'other' }, { DB_HOST: 'databse.elsewhere' }])
      expect(said(entry, inShop('database'))).toEqual([]);
  });

  test.each(['http://ap', 'http://localhost', 'http://db-2', 'http://elsewhere'])(
    'that may well be something else: %s',
    (address) => {
      expect(said(address, inShop('a'), inShop('localhosts'), inShop('db-1'))).toEqual([]);
    },
  );

  test('that is a Service of another namespace is for another rule', () => {
    const abroad = service('apj', undefined, [], { metadata: { namespace: 'other' } });
    expect(said('http://apj', inShop('api'), abroad)).toEqual([]);
  });
});

test('the address is marked and changed, not a word before it that looks the same', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  application.yml: |
    # The payment service.
    payment:
      url: http://payment/v1
`;
  const workspace = openWorkspace(`${text}---\n${documents(inShop('payments'))}`);
  const [finding] = findAll(rules, workspace.host);
  const found = finding && workspace.host.locator.locate(workspace.host.snapshot(), finding.at);
  expect(found?.span.start).toBe(text.indexOf('payment/v1'));
  const [fix] = fixesOf(rules, workspace, 'address-service-unknown');
  expect(fix && [...applyFix(workspace.host, fix).values()][0]).toContain('url: http://payments/v1');
});

describe('a name in full', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const prometheus = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'k8s', namespace: 'shop' },
  };
  const missing = 'There is no Service shop/billing in these manifests';

  test('in a namespace that is defined here, with its Services: a warning', () => {
    expect(said('billing.shop.svc:80', namespace, inShop('web'))).toEqual([
      `warning: ${missing}, which define that namespace.`,
    ]);
  });

  test('in a namespace that is defined elsewhere, where others may add Services: a hint', () => {
    expect(said('billing.shop.svc:80', inShop('web'))).toEqual([`hint: ${missing}.`]);
  });

  test('in a namespace of nearly the same name as the one of such a Service', () => {
    const elsewhere = (namespace: string): Plain => ({
      ...inShop('orders'),
      metadata: { name: 'orders', namespace },
    });
    expect(said('orders.order.svc:80', elsewhere('orders'))).toEqual([
      'warning: There is no namespace order in these manifests; did you mean `orders.orders`?',
    ]);
    // The names are those of two places, or something else is in that namespace.
    expect(said('orders.order-us.svc:80', elsewhere('order-eu'))).toEqual([]);
    expect(said('orders.shop.svc:80', elsewhere('shops'))).toEqual([]);
    const workspace = openWorkspace(
      documents(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'order.order.svc:80' } },
        { ...inShop('order'), metadata: { name: 'order', namespace: 'orders' } },
      ),
    );
    const [fix] = fixesOf(rules, workspace, 'address-service-unknown');
    expect(fix && [...applyFix(workspace.host, fix).values()][0]).toContain('order.orders.svc:80');
  });

  test('in a namespace without Services, or where a controller makes it: nothing', () => {
    expect(said('billing.shop.svc:80', namespace)).toEqual([]);
    expect(said('k8s-0.shop.svc:80', namespace, inShop('web'), prometheus)).toEqual([]);
    expect(said('other.shop.svc:80', namespace, inShop('web'), prometheus)).toHaveLength(1);
  });
});
