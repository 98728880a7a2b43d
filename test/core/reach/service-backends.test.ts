import { describe, expect, test } from 'vitest';
import {
  portLeadingTo,
  serversBehind,
  serviceBackends,
} from '../../../server/src/core/reach/ways/service-backends.ts';
import { dialledPort, findServicePort } from '../../../server/src/core/reach/ways/service-ports.ts';
import type { Resource } from '../../../server/src/core/workspace/resource.ts';
import type { View } from '../../../server/src/core/workspace/view.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const service = (spec: string): string => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ${spec} }
---
`;

const PORTS = 'ports: [{ name: main, port: 80, targetPort: http }, { port: 81, targetPort: 8081 }]';
const SHOP = 'selector: { app: shop }';
const blue = pods('blue', { labels: 'app: shop', ports: ['http: 8080'] });
const green = pods('green', { labels: 'app: shop', ports: ['http: 9090'] });
const templated = pods('maybe', { labels: 'app: "{{ .Values.app }}"', ports: ['http: 7070'] });

interface Opened {
  readonly view: View;
  readonly resource: Resource;
  readonly facts: NonNullable<Resource['facts']['service']>;
}

function open(source: string): Opened {
  const view = openWorkspace(source).view();
  const [resource] = view.everywhere('service');
  const facts = resource?.facts.service;
  if (!resource || !facts) throw new Error('the workspace has no Service');
  return { view, resource, facts };
}

/** What is behind a port by its name or number, in words: `blue 8080`, `perhaps maybe 7070`, `green missing`. */
function backends(source: string, wanted: number | string): string[] {
  const { view, resource, facts } = open(source);
  const port = findServicePort(facts, wanted);
  if (!port) throw new Error(`the Service has no port ${wanted}`);
  return serviceBackends(view, resource, port).map(({ workload, certain, target }) => {
    const where = target.type === 'resolved' ? target.number : target.type;
    return `${certain ? '' : 'perhaps '}${workload.facts.name?.value} ${where}`;
  });
}

/** The pods that answer whoever dials a number: `blue TCP 8080`. */
function answering(source: string, dialled: number): string[] {
  const { view, resource, facts } = open(source);
  const port = dialledPort(facts, dialled);
  const servers = port ? serversBehind(view, resource, port) : [];
  return servers.map((found) => `${found.server.facts.name?.value} ${found.protocol} ${found.port}`);
}

function leading(source: string, podPort: number | string): number | undefined {
  const { view, resource } = open(source);
  return portLeadingTo(view, resource, podPort)?.port.value;
}

describe('behind a port of a Service', () => {
  test('each workload resolves a name for itself (semantics rule 39)', () => {
    const source = service(`${SHOP}, ${PORTS}`) + blue + green + pods('other', { ports: ['http: 1'] });
    expect(backends(source, 80)).toEqual(['blue 8080', 'green 9090']);
    expect(backends(source, 'main')).toEqual(['blue 8080', 'green 9090']);
    expect(backends(source, 81)).toEqual(['blue 8081', 'green 8081']);
  });

  test('what is surely selected comes first, and what leads nowhere is told', () => {
    const source = service(`${SHOP}, ${PORTS}`) + templated + pods('bare', { labels: 'app: shop' }) + blue;
    expect(backends(source, 80)).toEqual(['bare missing', 'blue 8080', 'perhaps maybe 7070']);
  });

  test.each([PORTS, `type: ExternalName, externalName: example.com, ${SHOP}, ${PORTS}`])(
    'is nothing where no selector gives the endpoints (semantics rule 38): %s',
    (spec) => {
      expect(backends(service(spec) + blue, 80)).toEqual([]);
    },
  );
});

describe('those that answer who dials a number', () => {
  test('are the pods that are surely selected and have the port', () => {
    const source = service(`${SHOP}, ${PORTS}`) + templated + pods('bare', { labels: 'app: shop' }) + blue;
    expect(answering(source, 80)).toEqual(['blue TCP 8080']);
    expect(answering(source, 8080)).toEqual([]);
  });

  test('of a headless Service answer on that number (semantics rule 40)', () => {
    const source = service(`clusterIP: None, ${SHOP}, ${PORTS}`) + blue;
    expect(answering(source, 80)).toEqual(['blue TCP 80']);
    expect(answering(source, 8080)).toEqual(['blue TCP 8080']);
  });

  test('of a headless Service do not answer an Ingress controller there, which takes the endpoints (semantics rule 45)', () => {
    const source = service(`clusterIP: None, ${SHOP}, ${PORTS}`) + blue;
    expect([...backends(source, 80), ...backends(source, 81)]).toEqual(['blue 8080', 'blue 8081']);
  });

  test('of a headless Service do so over the protocol of its port, or of the client', () => {
    const source = service(`clusterIP: None, ${SHOP}, ports: [{ port: 53, protocol: UDP }]`) + blue;
    expect(answering(source, 53)).toEqual(['blue UDP 53']);
    expect(dialledPort(open(source).facts, 53, 'TCP')).toMatchObject({ protocol: 'TCP' });
  });
});

describe('the port of a Service that leads to one of the pods', () => {
  test('is found by its number and by its name', () => {
    const source = service(`${SHOP}, ${PORTS}`) + blue + green;
    expect(leading(source, 9090)).toBe(80);
    expect(leading(source, 8081)).toBe(81);
    expect(leading(source, 'http')).toBe(80);
    expect(leading(source, 80)).toBeUndefined();
    expect(leading(source, 'main')).toBeUndefined();
  });
});
