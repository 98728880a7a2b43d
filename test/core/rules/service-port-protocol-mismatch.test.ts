import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, type Plain, service } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'service-port-protocol-mismatch';
const rules = RULES.filter(({ id }) => /^service-(target-)?port/.test(id));
const labels = { app: 'dns' };
const udp = deployment('dns', labels, [{ name: 'dns', containerPort: 53, protocol: 'UDP' }]);

function findingsOf(...resources: readonly Plain[]): string[] {
  return findAll(rules, openWorkspace(documents(...resources)).host).map(
    ({ rule, severity, message }) => `${rule} ${severity}: ${message}`,
  );
}

describe('how much it matters', () => {
  test('a name leads nowhere', () => {
    expect(findingsOf(udp, service('dns', labels, [{ port: 53, targetPort: 'dns' }]))).toEqual([
      `${ID} error: This port is TCP, but port \`dns\` of Deployment default/dns is UDP.`,
    ]);
  });

  test('a number leads to pods that may listen all the same', () => {
    expect(findingsOf(udp, service('dns', labels, [{ port: 53 }]))).toEqual([
      `${ID} warning: This port is TCP, but port 53 of Deployment default/dns is UDP.`,
    ]);
  });

  test('beside a port of the declared protocol it is an information', () => {
    const ports = [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
    ];
    expect(findingsOf(udp, service('dns', labels, ports))).toEqual([
      `${ID} info: This port is TCP, but port 53 of Deployment default/dns is UDP.`,
    ]);
  });
});

test('nothing is said where the pods declare both', () => {
  const both = deployment('dns', labels, [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }]);
  expect(findingsOf(both, service('dns', labels, [{ port: 53 }]))).toEqual([]);
});

test('nothing is said of a protocol that a template decides', () => {
  const source = `${documents(udp)}
apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      protocol: {{ .Values.protocol }}
`;
  expect(findAll(rules, openWorkspace(source).host)).toEqual([]);
});

describe('fixes', () => {
  const source = (protocol: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      ports:
        - containerPort: 53 # no protocol
---
apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      targetPort: 53
${protocol}`;
  const written = source(
    '      protocol: UDP\n#               ^^^ This port is UDP, but port 53 of Pod default/dns is TCP.\n',
  );

  test('a protocol that is written is where the finding stands, and is changed', () => {
    const workspace = checkFindings(rules, written);
    const fixes = fixesOf(rules, workspace, ID);
    expect(fixes.map(({ title }) => title)).toEqual(['Make this port TCP', 'Make port 53 of the pods UDP']);
    const text = fixes[0] && applyFix(workspace.host, fixes[0]).get('file:///fixture.yaml');
    expect(text).toContain('      targetPort: 53\n      protocol: TCP\n');
  });

  test('a protocol that is not written is added', () => {
    const workspace = openWorkspace(written);
    const [, fix] = fixesOf(rules, workspace, ID);
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain('        - containerPort: 53 # no protocol\n          protocol: UDP\n---');
    expect(findAll(rules, workspace.host)).toEqual([]);
  });

  test('there is none where the Service leads to a port by both protocols: one of them would be wrong', () => {
    const ports = [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
    ];
    const workspace = openWorkspace(documents(udp, service('dns', labels, ports)));
    expect(fixesOf(rules, workspace, ID)).toEqual([]);
  });
});
