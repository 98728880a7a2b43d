import { buildTopology } from '../../topology/build-topology.ts';
import { namespaceLinks } from '../../topology/namespace-links.ts';
import type { Problems } from '../../topology/topology.ts';
import type { TopologyAnswers, TopologyQuestion } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import type { Environment } from '../../workspace/environment.ts';
import type { Resource } from '../../workspace/resource.ts';
import { caveats } from '../caveats.ts';
import { focusOn } from './focus.ts';
import { matrixBlock } from './matrix.ts';
import { overlayPolicy } from './policy-overlay.ts';
import { explainEnds, type PlaceOf } from './traffic-explanation.ts';

/** What answers are given from. */
export interface TopologyContext {
  readonly state: TopologyState;
  readonly environment: Environment;
  readonly problemsOf: (resource: Resource) => Problems;
  readonly placeOf: PlaceOf;
}

/** The questions that one state answers; what has changed takes two. */
export type StateQuestion = Exclude<TopologyQuestion, { type: 'changes' }>;

/** Answers one question of a topology view. */
export function answerQuestion(
  { state, environment, problemsOf, placeOf }: TopologyContext,
  question: StateQuestion,
): TopologyAnswers[StateQuestion['type']] {
  switch (question.type) {
    case 'topology':
      return buildTopology(state, problemsOf, caveats(state.connectivity.view));
    case 'links':
      return question.namespaces.map((name) => namespaceLinks(state, name));
    case 'focus':
      return focusOn(state, question.id);
    case 'policy':
      return overlayPolicy(state, environment, question.id);
    case 'explain':
      return explainEnds(state, question, placeOf);
    case 'matrix':
      return matrixBlock(state, question.of, question.rows, question.columns);
  }
}
