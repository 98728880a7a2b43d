import { companionsIn } from '../workspace/companions.ts';
import { plainView } from '../workspace/view.ts';
import type { FeatureContext } from './feature-context.ts';
import { describeAddress } from './hover/address.ts';
import { findTarget } from './hover/find-target.ts';
import type { Describe, Hover } from './hover/hover-target.ts';
import { paragraphs } from './hover/markdown.ts';
import { describePeer } from './hover/peer.ts';
import { describePlainName } from './hover/plain-name.ts';
import { describePolicy } from './hover/policy.ts';
import { describePolicyPort } from './hover/policy-port.ts';
import { describeRoute } from './hover/route.ts';
import { describeService } from './hover/service.ts';
import { describeWorkload } from './hover/workload.ts';

/** The smallest places come first: an address in a container stands inside of its workload. */
const SUBJECTS: readonly Describe[] = [
  describeAddress,
  describePlainName,
  describePeer,
  describePolicyPort,
  describePolicy,
  describeService,
  describeRoute,
  describeWorkload,
];

/**
 * What the workspace knows about the place at an offset of a manifest (UTF-16 units from 0), in Markdown
 * whose links lead to the sources. Undefined where there is nothing to say.
 */
export function hover(context: FeatureContext, uri: string, offset: number): Hover | undefined {
  const target = findTarget(context, uri, offset);
  if (!target) return undefined;
  const { environment, snapshot } = context;
  const companions = companionsIn(snapshot.environments)(environment.id);
  const scene = { ...context, view: plainView(environment, companions) };
  for (const describe of SUBJECTS) {
    const found = describe(target, scene);
    if (!found) continue;
    const doubt = target.resource.broken ? BROKEN : undefined;
    return { ...found, markdown: paragraphs(found.markdown, doubt) };
  }
  return undefined;
}

export type { Hover };

const BROKEN = '_The YAML of this document has an error: this is what could be read of it._';
