import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../server/src/core/rules/registry.gen.ts';
import { plainView } from '../../server/src/core/workspace/view.ts';
import { checkFiles, type Place } from '../support/check-files.ts';
import { applyFix, findAll, fixesOfFinding } from '../support/check-findings.ts';
import { connection } from '../support/reach.ts';
import { textsIn } from '../support/texts-in.ts';
import { hostOf } from '../support/workspace.ts';

// The networking tutorial, as one environment and file by file: exactly these findings and no others.

const FOLDER_OF_GUIDE = path.join(import.meta.dirname, '../../examples/guide');
const GUIDE = textsIn(FOLDER_OF_GUIDE);

/** One of the tutorial's sections, by the number of its file. */
function section(number: string) {
  const found = GUIDE.find((file) => file.path.startsWith(`${number}-`));
  if (!found) throw new Error(`the guide has no section ${number}`);
  return found;
}

const FOLDER: readonly Place[] = [
  '01-cluster-ip.yaml:10 warning service-selects-nothing',
  '02-node-port.yaml:6 info duplicate-resource',
  '06-ingress-paths.yaml:19 warning ingress-backend-missing',
  '06-ingress-paths.yaml:26 warning ingress-backend-missing',
  '07-ingress-hosts.yaml:17 warning ingress-backend-missing',
  '07-ingress-hosts.yaml:37 warning ingress-backend-missing',
  '08-ingress-tls.yaml:23 warning ingress-backend-missing',
  '09-ingress-annotations.yaml:23 warning ingress-backend-missing',
  '11-policy-allow-specific.yaml:17 warning policy-peer-selects-nothing',
  '11-policy-allow-specific.yaml:20 error policy-uses-service-port',
  '12-policy-namespace.yaml:10 hint policy-selects-nothing',
  '12-policy-namespace.yaml:17 info policy-namespace-name-label',
  '13-policy-egress.yaml:10 warning policy-selects-nothing',
  '14-policy-zero-trust.yaml:22 hint policy-selects-nothing',
  '14-policy-zero-trust.yaml:29 warning policy-namespace-name-label',
  '14-policy-zero-trust.yaml:43 hint policy-selects-nothing',
  '14-policy-zero-trust.yaml:50 hint policy-peer-denies',
  '14-policy-zero-trust.yaml:50 hint policy-peer-selects-nothing',
  '14-policy-zero-trust.yaml:64 hint policy-selects-nothing',
  '14-policy-zero-trust.yaml:71 hint policy-peer-denies',
  '14-policy-zero-trust.yaml:71 hint policy-peer-selects-nothing',
  '14-policy-zero-trust.yaml:91 info policy-blocks-dns',
  '15-headless-redis.yaml:10 warning service-selects-nothing',
  '19-session-affinity.yaml:10 warning service-selects-nothing',
  '21-exercise-1-cluster-ip.yaml:26 info duplicate-resource',
  '23-exercise-3-network-policies.yaml:129 warning policy-blocks-dns',
  '23-exercise-3-network-policies.yaml:149 hint policy-namespace-name-label',
  '23-exercise-3-network-policies.yaml:173 warning policy-egress-uses-service-port',
  '23-exercise-3-network-policies.yaml:178 info policy-blocks-dns',
  '23-exercise-3-network-policies.yaml:199 error policy-uses-service-port',
  '23-exercise-3-network-policies.yaml:225 info policy-blocks-dns',
  '23-exercise-3-network-policies.yaml:277 warning dependency-blocked-by-policy',
];

const ALONE: readonly Place[] = [
  '01-cluster-ip.yaml:10 hint service-selects-nothing',
  '02-node-port.yaml:11 hint service-selects-nothing',
  '03-load-balancer.yaml:10 hint service-selects-nothing',
  '06-ingress-paths.yaml:19 hint ingress-backend-missing',
  '06-ingress-paths.yaml:26 hint ingress-backend-missing',
  '06-ingress-paths.yaml:33 hint ingress-backend-missing',
  '07-ingress-hosts.yaml:17 hint ingress-backend-missing',
  '07-ingress-hosts.yaml:27 hint ingress-backend-missing',
  '07-ingress-hosts.yaml:37 hint ingress-backend-missing',
  '08-ingress-tls.yaml:23 hint ingress-backend-missing',
  '09-ingress-annotations.yaml:23 hint ingress-backend-missing',
  '11-policy-allow-specific.yaml:10 hint policy-selects-nothing',
  '11-policy-allow-specific.yaml:17 hint policy-peer-selects-nothing',
  '12-policy-namespace.yaml:10 hint policy-selects-nothing',
  '12-policy-namespace.yaml:17 info policy-namespace-name-label',
  '13-policy-egress.yaml:10 hint policy-selects-nothing',
  '13-policy-egress.yaml:18 info policy-blocks-dns',
  '14-policy-zero-trust.yaml:22 hint policy-selects-nothing',
  '14-policy-zero-trust.yaml:29 info policy-namespace-name-label',
  '14-policy-zero-trust.yaml:43 hint policy-selects-nothing',
  '14-policy-zero-trust.yaml:50 hint policy-peer-denies',
  '14-policy-zero-trust.yaml:50 hint policy-peer-selects-nothing',
  '14-policy-zero-trust.yaml:64 hint policy-selects-nothing',
  '14-policy-zero-trust.yaml:71 hint policy-peer-denies',
  '14-policy-zero-trust.yaml:71 hint policy-peer-selects-nothing',
  '14-policy-zero-trust.yaml:91 info policy-blocks-dns',
  '15-headless-redis.yaml:10 hint service-selects-nothing',
  '19-session-affinity.yaml:10 hint service-selects-nothing',
  '23-exercise-3-network-policies.yaml:129 warning policy-blocks-dns',
  '23-exercise-3-network-policies.yaml:149 hint policy-namespace-name-label',
  '23-exercise-3-network-policies.yaml:173 warning policy-egress-uses-service-port',
  '23-exercise-3-network-policies.yaml:178 info policy-blocks-dns',
  '23-exercise-3-network-policies.yaml:199 error policy-uses-service-port',
  '23-exercise-3-network-policies.yaml:225 info policy-blocks-dns',
  '23-exercise-3-network-policies.yaml:277 warning dependency-blocked-by-policy',
];

test('the whole guide is one environment', () => {
  expect(checkFiles(GUIDE)).toEqual(FOLDER);
});

test('each section by itself', () => {
  expect(GUIDE).toHaveLength(23);
  expect(GUIDE.flatMap((file) => checkFiles([file]))).toEqual(ALONE);
});

test('its README tells of findings that are there', () => {
  const rows = readFileSync(path.join(FOLDER_OF_GUIDE, 'README.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, file]) => file?.startsWith('`'));
  expect(rows.length).toBeGreaterThan(12);
  const missing = rows.flatMap(([, files = '', rule = '', seen = '']) =>
    [...files.matchAll(/`(\d+)-/g)].flatMap(([, number]) => {
      const isIn = (places: readonly Place[]): boolean =>
        places.some(
          (place) => place.startsWith(`${number}-`) && place.endsWith(` ${rule.replaceAll('`', '')}`),
        );
      const missed = [seen.includes('alone') && !isIn(ALONE), seen.includes('folder') && !isIn(FOLDER)];
      return missed.includes(true) ? [`${number} ${rule} ${seen}`] : [];
    }),
  );
  expect(missing).toEqual([]);
});

/** The messages of one rule about these sections together. */
function messages(rule: string, ...numbers: readonly string[]): string[] {
  const files = numbers.map(section).map((file) => ({ uri: `file:///${file.path}`, text: file.text }));
  const host = hostOf(files);
  return findAll(RULES, host)
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message)
    .sort();
}

describe('what the tutorial gets wrong is said', () => {
  test('exercise 3 allows the port of the Service, in both directions', () => {
    const wrong =
      'Port 8080 is the port of Service default/backend-service; the pods of Deployment default/backend get this traffic on port 80, and that is what a policy must name.';
    expect(messages('policy-uses-service-port', '23')).toEqual([wrong]);
    expect(messages('policy-egress-uses-service-port', '23')).toEqual([wrong]);
  });

  test('and mending both opens the way from frontend to backend', () => {
    const { path: file, text } = section('23');
    const host = hostOf([{ uri: `file:///${file}`, text }]);
    const passes = (): string => {
      const environment = host.snapshot().environments.get('workspace');
      if (!environment) throw new Error('no environment');
      const view = plainView(environment);
      return connection(view, 'frontend', 'backend');
    };
    expect(passes()).toBe('TCP 8080');
    for (const rule of ['policy-uses-service-port', 'policy-egress-uses-service-port']) {
      const finding = findAll(RULES, host).find((each) => each.rule === rule);
      const [fix] = finding ? fixesOfFinding(RULES, host, finding) : [];
      if (!fix) throw new Error(`no fix of ${rule}`);
      applyFix(host, fix);
    }
    expect(passes()).toBe('TCP 80');
    const fixed = host.snapshot().manifests.get(`file:///${file}`)?.text ?? '';
    expect(changedLines(text, fixed)).toEqual([
      ['          port: 8080', '          port: 80'],
      ['          port: 8080', '          port: 80'],
    ]);
  });

  test('DNS is allowed over UDP only', () => {
    for (const number of ['13', '14', '23']) {
      expect(messages('policy-blocks-dns', number)).toContainEqual(
        expect.stringContaining('can look up names over UDP only'),
      );
    }
  });

  test('`name:` is no label that Kubernetes sets, and `ingress-system` is set by hand', () => {
    expect(messages('policy-namespace-name-label', '12')).toEqual([
      'Kubernetes sets only `kubernetes.io/metadata.name` on a namespace by itself; `name: frontend` must have been set by somebody.',
    ]);
    expect(messages('policy-namespace-name-label', '14', '23')).toEqual([
      'Namespace ingress-nginx is not labelled `name: ingress-nginx`, so this matches no namespace; Kubernetes sets only `kubernetes.io/metadata.name` by itself.',
      '`ingress-system: true` is set by hand, and only on Namespace ingress-nginx; `kubernetes.io/metadata.name: ingress-nginx` can be neither forgotten nor given to another namespace.',
    ]);
  });

  test('Ingresses have no Service in their namespace, or have it in another one', () => {
    expect(messages('ingress-backend-missing', '07')).toHaveLength(3);
    expect(messages('ingress-backend-missing', '08')).toEqual([
      'Service `api-service` of namespace default is not among these manifests.',
    ]);
    expect(messages('ingress-backend-missing', '01', '08')).toEqual([
      'There is no Service `api-service` in namespace default: an Ingress cannot send to Service production/api-service, which is in another namespace.',
    ]);
  });

  test('in Complete Zero-Trust the other side still denies what one side allows', () => {
    expect(messages('policy-peer-denies', '14')).toEqual([
      'Pods of namespace zero-trust with `app=backend` may not send what this rule admits (TCP 5432): their own egress policies deny it.',
      'Pods of namespace zero-trust with `app=frontend` may not send what this rule admits (TCP 8080): their own egress policies deny it.',
    ]);
  });
});

/** The lines that differ, before and after. */
function changedLines(before: string, after: string): [string, string | undefined][] {
  const lines = after.split('\n');
  return before
    .split('\n')
    .flatMap((line, i): [string, string | undefined][] => (line === lines[i] ? [] : [[line, lines[i]]]));
}
