import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pods } from '../support/pods.ts';
import { policy } from '../support/policy.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

// The cases that others wrote are run by `npm run conformance`. That their runner can fail is shown here, on cases of ours.

const MANIFESTS =
  pods('web', { ports: ['http: 80'] }) +
  pods('api', { ports: ['http: 8080'] }) +
  policy({
    name: 'api',
    pods: 'app: api',
    types: 'Ingress',
    ingress:
      '[{ from: [{ podSelector: { matchLabels: { app: web } } }, { podSelector: { matchExpressions: [{ key: team, operator: Exists }] } }], ports: [{ port: 8080 }] }]',
  });

const OUTSIDE = '0.0.0.0-255.255.255.255[External]';
const CONNECTIONS = `default/web[Deployment] => default/api[Deployment] : TCP 8080
default/web[Deployment] => ${OUTSIDE} : All Connections
default/api[Deployment] => default/web[Deployment] : All Connections
default/api[Deployment] => ${OUTSIDE} : All Connections
${OUTSIDE} => default/web[Deployment] : All Connections
`;
const EXPOSURE = `
Exposure Analysis Result:
Egress Exposure:
default/api[Deployment] \t=> \tentire-cluster : All Connections
default/web[Deployment] \t=> \tentire-cluster : All Connections

Ingress Exposure:
default/api[Deployment] \t<= \tdefault/[pod with {{Key:team,Operator:Exists,Values:[],}}] : TCP 8080
default/web[Deployment] \t<= \tentire-cluster : All Connections

Workloads not protected by network policies:
default/api[Deployment] is not protected on Egress
default/web[Deployment] is not protected on Egress
default/web[Deployment] is not protected on Ingress
`;
const EXPLANATION = `
${'-'.repeat(40)}
Connections between default/web[Deployment] => default/api[Deployment]:

Allowed connections:
\tAllowed TCP:[8080] due to the following policies and rules:
\t\tEgress (Allowed) due to the system default (Allow all)
\t\tIngress (Allowed)
\t\t\tNetworkPolicy 'default/api' allows connections by Ingress rule #1

Denied connections:
\tDenied TCP:[1-8079,8081-65535], UDP, SCTP due to the following policies and rules:
\t\tEgress (Allowed) due to the system default (Allow all)
\t\tIngress (Denied)
\t\t\tNetworkPolicy 'default/api' selects default/api[Deployment], and Ingress rule #1 selects default/web[Deployment], but the protocols and ports do not match
`;

function run(...cases: readonly string[]): {
  readonly code: number | null;
  readonly lines: readonly string[];
} {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run.mjs', 'test/conformance/main.ts', ...cases],
    { encoding: 'utf8' },
  );
  return { code: status, lines: `${stdout}${stderr}`.trim().split('\n') };
}

function makeCase(connections: string, exposure: string, explanation: string): string {
  const folder = makeTemporaryFolder('');
  folder.write('case/manifests/all.yaml', MANIFESTS);
  folder.write('case/connections.txt', connections);
  folder.write('case/exposure.txt', connections + exposure);
  folder.write('case/explain.txt', explanation);
  return folder.path;
}

test('a case that agrees passes', () => {
  const { code, lines } = run(makeCase(CONNECTIONS, EXPOSURE, EXPLANATION));
  expect(lines).toEqual([expect.stringMatching(/: passed 1, failed 0$/)]);
  expect(code).toBe(0);
});

test.each<[string, [string, string, string], string]>([
  [
    'another port',
    [CONNECTIONS.replace('8080', '8081'), EXPOSURE, EXPLANATION],
    'connections.txt: default/web[Deployment] => default/api[Deployment]: TCP 8080, expected TCP 8081',
  ],
  [
    'a connection less',
    [CONNECTIONS.replace(/^default\/web.*External.*\n/m, ''), EXPOSURE, EXPLANATION],
    'connections.txt: default/web[Deployment] => outside 0.0.0.0-255.255.255.255: All Connections, expected No Connections',
  ],
  [
    'another exposure',
    [CONNECTIONS, EXPOSURE.replace('}}] : TCP 8080', '}}] : TCP 80'), EXPLANATION],
    'exposure.txt: missing: default/api[Deployment] <= default/[pod with {team Exists }] : TCP 80',
  ],
  [
    'another rule',
    [CONNECTIONS, EXPOSURE, EXPLANATION.replace('Ingress rule #1\n', 'Ingress rule #2\n')],
    'explain.txt: default/web[Deployment] => default/api[Deployment] TCP 8080 ingress: NetworkPolicy default/api allow #1, expected NetworkPolicy default/api allow #2',
  ],
])('a case that differs fails, and the difference is shown: %s', (_, texts, difference) => {
  const { code, lines } = run(makeCase(...texts));
  expect(lines.map((line) => line.trim())).toContain(difference);
  expect(lines.at(-1)).toMatch(/: passed 0, failed 1$/);
  expect(code).toBe(1);
});

test('a folder that is not there is wrong usage', () => {
  expect(run('nowhere')).toEqual({
    code: 2,
    lines: ['conformance: nowhere is not there; give a folder of cases, or of sources with cases'],
  });
});
