import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSettings, NOTHING_GIVEN } from '../../../server/src/core/configuration/given-settings.ts';
import { readConfiguration } from '../../../server/src/core/configuration/read-configuration.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';

/** What is wrong with a text: each place with what is said of it. */
function problemsOf(text: string): string[] {
  return readConfiguration(text).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

test('everything that can be set', () => {
  const { given, problems } = readConfiguration(`---
# Our clusters
defaultNamespace: shop
clusterDomain: corp.example
networkPlugin: kube-router
podCidrs: [10.244.0.0/16, "fd00:10:244::/56"]
rules:
  duplicate-key: off
  policy-blocks-dns: error
`);
  expect(problems).toEqual([]);
  expect(given).toEqual({
    defaultNamespace: 'shop',
    clusterDomain: 'corp.example',
    networkPlugin: 'kube-router',
    podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'],
    severities: { 'duplicate-key': 'off', 'policy-blocks-dns': 'error' },
  });
});

test.each(['', '# nothing yet\n', '---\n', 'networkPlugin:\nrules:\n  duplicate-key:\n'])(
  'nothing is set by %j, and nothing is wrong',
  (text) => {
    const { given, problems } = readConfiguration(text);
    expect(problems).toEqual([]);
    expect(mergeSettings(given)).toEqual(DEFAULT_SETTINGS);
  },
);

describe('a mistake is told where it stands, and the rest holds', () => {
  test('in the values', () => {
    const text = `
networkPlugin: calicoo
defaultNamespace: Shop
clusterDomain: "a b"
podCidrs:
  - 10.244.0.0/16
  - 10.1.0.0
  - [10.2.0.0/16]
rules:
  duplicate-key: fatal
  policy-blocks-dns: hint
`;
    expect(problemsOf(text)).toEqual([
      'calicoo: `calicoo` is no network plugin; did you mean `calico`?',
      'Shop: `Shop` is no name of a namespace.',
      '"a b": `a b` is no DNS domain.',
      '10.1.0.0: `10.1.0.0` is no block of addresses: it has no prefix length; for this one address it is /32.',
      '10.2.0.0/16: ["10.2.0.0/16"] is no block of addresses: it is no text.',
      'fatal: `fatal` is no severity; there are off, error, warning, info, hint.',
    ]);
    expect(readConfiguration(text).given).toEqual({
      ...NOTHING_GIVEN,
      podCidrs: ['10.244.0.0/16'],
      severities: { 'policy-blocks-dns': 'hint' },
    });
  });

  test('in the keys', () => {
    expect(
      problemsOf('networkPlugn: calico\ncolour: red\nrules:\n  duplicate-keys: off\n  everything: off\n'),
    ).toEqual([
      'networkPlugn: There is no setting `networkPlugn`; did you mean `networkPlugin`?',
      'colour: There is no setting `colour`; there are defaultNamespace, clusterDomain, networkPlugin, podCidrs, ingressControllers, charts, environments, rules.',
      'duplicate-keys: There is no rule `duplicate-keys`; did you mean `duplicate-key`?',
      'everything: There is no rule `everything`; `kubereach rules` lists them.',
    ]);
  });

  test('in a list', () => {
    expect(problemsOf('ingressControllers: [edge, Edge]\n')).toEqual([
      'Edge: `Edge` is no name of a namespace.',
    ]);
    expect(problemsOf('ingressControllers: edge\n')).toEqual([
      'edge: `edge` is no list of namespaces such as [ingress-nginx].',
    ]);
  });

  test('in the form', () => {
    expect(problemsOf('podCidrs: 10.0.0.0/8\nrules: off\n')).toEqual([
      '10.0.0.0/8: `10.0.0.0/8` is no list of blocks such as [10.244.0.0/16].',
      'off: `off` says of no rule how much it matters, as `duplicate-key: warning` does.',
    ]);
    expect(problemsOf('- networkPlugin\n')).toEqual([
      'networkPlugin: There are no settings here, such as `networkPlugin: calico`.',
    ]);
    expect(problemsOf('networkPlugin: calico\nnetworkPlugin: cilium\n')).toEqual([
      'networkPlugin: The key `networkPlugin` is written twice in this map; only the last one counts.',
    ]);
  });

  test('in the YAML', () => {
    const { given, problems, broken } = readConfiguration('networkPlugin: calico\nrules: {\n');
    expect(broken).toBe(true);
    expect(problems.map(({ message }) => message)).toEqual(['This `{` is not closed.']);
    expect(given.networkPlugin).toBe('calico');
  });

  test('a second document', () => {
    const { given, problems } = readConfiguration('networkPlugin: calico\n---\nnetworkPlugin: cilium\n');
    expect(problems.map(({ span, message }) => [span.start, message])).toEqual([
      [22, 'Only the first document counts.'],
    ]);
    expect(given.networkPlugin).toBe('calico');
  });
});

test('the first of several who set something wins; rules are set one by one', () => {
  const editor = { ...NOTHING_GIVEN, severities: { 'duplicate-key': 'off' } as const };
  const { given } = readConfiguration(
    'networkPlugin: calico\nrules: { duplicate-key: error, invalid-yaml: hint }\n',
  );
  expect(mergeSettings(editor, given)).toEqual({
    ...DEFAULT_SETTINGS,
    networkPlugin: 'calico',
    severities: { 'duplicate-key': 'off', 'invalid-yaml': 'hint' },
  });
});

test('no text makes it fail', () => {
  const pieces = fc.constantFrom(
    'rules',
    'podCidrs',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    '{',
    '&a ',
    '*a',
    '{{',
    '"',
    '---\n',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      for (const { span } of readConfiguration(text).problems) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
