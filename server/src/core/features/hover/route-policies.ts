import type { Route } from '../../model/route.ts';
import type { ServicePort } from '../../model/service.ts';
import { endpointOf } from '../../reach/endpoint.ts';
import { type Answer, answerFor } from '../../reach/evaluate-connection.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import type { RouteBackend } from '../../reach/ways/route-backend.ts';
import { guessRouteSources, possibleRouteSources, unknownSources } from '../../reach/ways/route-source.ts';
import { serviceBackends } from '../../reach/ways/service-backends.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';
import { bullets, linkResource, listed } from './markdown.ts';
import { judgeService, writeServiceVerdict } from './service-verdict.ts';
import { writeLimits } from './verdict.ts';

const MOST_SOURCES = 3;
const MOST_BACKENDS = 4;

/** Whether policies let a route's requests in to its pods; undefined when it leads to none. */
export function writeRoutePolicies(
  scene: Scene,
  route: Route,
  { service, port }: RouteBackend,
): string | undefined {
  if (!service || !port) return undefined;
  const sources = scene.view.once(guessRouteSources, route.className?.value ?? '');
  if (sources.length === 0) return writeUnknown(scene, { service, port });
  const list = bullets(sources, MOST_SOURCES, (source) => {
    const from = endpointOf(scene.view, source);
    const verdict = from && writeServiceVerdict(scene, from, service, [port]);
    return `From ${linkResource(scene, source)}: ${verdict ?? 'leads to no pods'}`;
  });
  return `Policies, taking the controller by the name of its namespace:\n${list}`;
}

/** The answer in a word: the same for every source and every backend, or else it depends on them. */
export function routeAnswer(scene: Scene, route: Route, { service, port }: RouteBackend): Answer | undefined {
  if (!service || !port) return undefined;
  const sources = scene.view.once(guessRouteSources, route.className?.value ?? '');
  if (sources.length === 0)
    return agree(unknownVerdicts(scene, { service, port }).map(({ answer }) => answer));
  return agree(
    sources
      .flatMap((source) => endpointOf(scene.view, source) ?? [])
      .flatMap((from) => judgeService(scene, from, service, [port]).map(({ answer }) => answer)),
  );
}

interface UnknownVerdict {
  readonly answer: Answer;
  readonly workload: Resource;
  readonly ingress: DirectionVerdict;
}

/** The same for requests of which nobody knows where they come from: only the pods' own side counts. */
function unknownVerdicts({ view }: Scene, { service, port }: KnownBackend): UnknownVerdict[] {
  return serviceBackends(view, service, port)
    .slice(0, MOST_BACKENDS)
    .flatMap(({ workload, target }) => {
      const to = endpointOf(view, workload);
      if (!to || target.type !== 'resolved') return [];
      return unknownSources(view, workload.namespace).map((from): UnknownVerdict => {
        const ingress = evaluateDirection(view, to, from, 'ingress');
        return { workload, ingress, answer: answerFor(ingress, target.protocol, target.number) };
      });
    });
}

interface KnownBackend {
  readonly service: Resource;
  readonly port: ServicePort;
}

function writeUnknown(scene: Scene, backend: KnownBackend): string | undefined {
  const verdicts = unknownVerdicts(scene, backend);
  const limited = verdicts.find(({ ingress }) => ingress.isolating.length > 0 || ingress.rulings.length > 0);
  const policies = limited && writeLimits(scene, limited.ingress);
  const limits = limited && `ingress of ${linkResource(scene, limited.workload)} is limited by ${policies}`;
  switch (agree(verdicts.map(({ answer }) => answer))) {
    case undefined:
      return undefined;
    case 'allowed':
      return 'Policies: **allowed**, wherever the requests come from.';
    case 'denied':
      return `Policies: **denied**, wherever the requests come from, except from the pods' own node: ${limits}.`;
    case 'depends':
      return `Policies: **depends** on the pods of the controller, which ${writeUnseen(scene)}: ${limits}.`;
  }
}

/** What looks like a controller, but does not surely carry the requests, is shown. */
function writeUnseen(scene: Scene): string {
  const possible = possibleRouteSources(scene.view);
  if (possible.length === 0) return 'are not in the workspace';
  return `were not recognised; they may be ${listed(possible, MOST_SOURCES, (one) => linkResource(scene, one))}`;
}

function agree(answers: readonly Answer[]): Answer | undefined {
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : 'depends';
}
