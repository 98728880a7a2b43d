import {
  type ExplainedWay,
  explainTraffic,
  type TrafficOrigin,
} from '../../server/src/core/features/explain-traffic.ts';
import { parseCidr } from '../../server/src/core/reach/address-set.ts';
import { ALL_PORTS, describePorts, portSet } from '../../server/src/core/reach/port-set.ts';
import { positionAt } from '../../server/src/core/workspace/manifest-positions.ts';
import type { Family } from '../../server/src/core/workspace/read-key.ts';
import type { Resource } from '../../server/src/core/workspace/resource.ts';
import type { View } from '../../server/src/core/workspace/view.ts';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

/**
 * What is said of traffic in a fixture, line by line; each reason ends with its line of `fixture.yaml`. Ends are `web`,
 * `Service shop/api` or `Ingress shop/shop` in any namespace, or a block; the destination may have a port: `api:80`.
 */
export function explain(source: string, from: string, to: string): string[] {
  const workspace = openWorkspace(source);
  const view = workspace.view();
  const [, name = to, port] = /^(.*[^:]):(\w+)$/.exec(to) ?? [];
  const number = port === undefined ? undefined : /^\d+$/.test(port) ? Number(port) : port;
  const block = parseCidr(name);
  const ports = typeof number === 'number' ? portSet('TCP', number, number) : ALL_PORTS;
  const said = explainTraffic(
    view,
    originOf(view, from),
    block.ok
      ? { type: 'outside', addresses: block.set, ports }
      : { type: 'resource', resource: find(view, name), port: number, protocol: undefined },
  );
  return typeof said === 'string' ? [said] : said.flatMap((way) => write(workspace, way));
}

function originOf(view: View, written: string): TrafficOrigin {
  const block = parseCidr(written);
  return block.ok
    ? { type: 'outside', addresses: block.set }
    : { type: 'resource', resource: find(view, written) };
}

function find(view: View, written: string): Resource {
  const [, kind, name] = /^(?:(\w+) )?(?:.*\/)?([^/]+)$/.exec(written) ?? [];
  const families: readonly Family[] = ['workload', 'service', 'route'];
  const found = families
    .flatMap((family) => view.anywhere(family, name ?? ''))
    .find(({ facts }) => kind === undefined || facts.kind === kind);
  if (!found) throw new Error(`there is no ${written}`);
  return found;
}

function write({ host }: TestWorkspace, { from, to, steps, fates, nowhere, note }: ExplainedWay): string[] {
  const snapshot = host.snapshot();
  return [
    `${from} => ${to}`,
    ...(steps.length > 0 ? [`via ${steps.map(({ text }) => text).join(' → ')}`] : []),
    ...(nowhere === undefined ? [] : [`nowhere: ${nowhere}`]),
    ...(note === undefined ? [] : [`note: ${note}`]),
    ...fates.flatMap(({ answer, ports, sides }) => [
      `${answer} ${describePorts(ports)}`,
      ...sides.flatMap(({ direction, reasons, doubt }) => [
        ...reasons.map(({ text, doubt: why, at }) => {
          const found = at && host.locator.locate(snapshot, at);
          const manifest = found && snapshot.manifests.get(found.uri);
          const line = manifest && found ? ` @${positionAt(manifest, found.span.start).line + 1}` : '';
          return `  ${direction}: ${text}${why === undefined ? '' : `: ${why}`}${line}`;
        }),
        ...(doubt === undefined ? [] : [`  ${direction}: ${doubt}`]),
      ]),
    ]),
  ];
}
