import { expect, test } from 'vitest';
import { listeningPorts } from '../../../server/src/core/reach/ways/listening-ports.ts';
import { workloadNamed } from '../../support/allow.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const service = (ports: string, more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ports: [${ports}]${more} }\n---\n`;

test.each<[string, string, string[]]>([
  ['nothing that is said', pods('api'), []],
  [
    'what is declared, once',
    pods('api', { ports: ['8080', 'dns: 53/UDP', 'again: 8080'] }),
    ['TCP 8080', 'UDP 53'],
  ],
  [
    'and where a Service leads',
    pods('api', { ports: ['http: 8080'] }) +
      service('{ port: 80, targetPort: http }, { port: 90, targetPort: 9090 }'),
    ['TCP 8080', 'TCP 9090'],
  ],
  [
    'where a headless Service leads, though its clients dial what they like',
    pods('api') + service('{ port: 80, targetPort: 8080 }', ', clusterIP: None'),
    ['TCP 8080'],
  ],
  [
    'not what a template hides, or a name that is not there',
    pods('api') + service('{ port: 80, targetPort: "{{ .Values.port }}" }, { port: 90, targetPort: admin }'),
    [],
  ],
])('pods listen on %s', (_, manifests, expected) => {
  const view = openWorkspace(manifests).view();
  const found = listeningPorts(view, workloadNamed(view, 'api'));
  expect(found.map(({ protocol, port }) => `${protocol} ${port}`)).toEqual(expected);
});
