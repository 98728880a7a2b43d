import type {
  PortsExplanation,
  Refused,
  Said,
  SideReasons,
  TrafficExplanation,
  WayExplanation,
} from '../../server/src/core/topology/topology-question.ts';
import { codeText } from './code-text.ts';
import { type Child, makeElement } from './make-element.ts';
import { text } from './texts.ts';

/** What the panel can do beside showing reasons. */
export interface ExplanationActions {
  readonly canOpen: boolean;
  readonly canAllow: boolean;
  readonly reveal: (said: Said) => void;
  readonly allow: (explanation: TrafficExplanation) => void;
  readonly copy: (command: string) => void;
}

/** The reasons as elements: one section for each way, one lane for each side. */
export function drawExplanation(
  answer: TrafficExplanation | Refused,
  actions: ExplanationActions,
): readonly HTMLElement[] {
  if ('refusal' in answer) return [makeElement('p', { class: 'explain-note' }, ...codeText(answer.refusal))];
  return [
    makeElement('h2', { tabindex: '-1' }, `${answer.from} → ${answer.to}`),
    ...answer.ways.map((way) => drawWay(way, answer, actions)),
    drawButtons(answer, actions),
  ];
}

function drawWay(way: WayExplanation, whole: TrafficExplanation, actions: ExplanationActions): HTMLElement {
  const isOneOfMany = whole.ways.length > 1;
  return makeElement(
    'section',
    { class: 'way' },
    isOneOfMany ? makeElement('h3', {}, `${way.from} → ${way.to}`) : undefined,
    way.steps.length === 0 ? undefined : drawReasons(way.steps, actions, 'way-steps'),
    way.nowhere === undefined ? undefined : makeElement('p', { class: 'doubt' }, ...codeText(way.nowhere)),
    ...way.fates.map((fate) => drawFate(fate, way, actions)),
    way.note === undefined ? undefined : makeElement('p', { class: 'explain-note' }, ...codeText(way.note)),
  );
}

const HEADLINES = {
  allowed: { sign: '✓', words: 'Allowed' },
  denied: { sign: '✗', words: 'Blocked' },
  depends: { sign: '?', words: 'Depends' },
} as const;

function drawFate(fate: PortsExplanation, way: WayExplanation, actions: ExplanationActions): HTMLElement {
  const { sign, words } = HEADLINES[fate.answer];
  const verdict = makeElement(
    'p',
    { class: `verdict verdict-${fate.answer}` },
    makeElement('span', { class: 'verdict-sign', 'aria-hidden': 'true' }, sign),
    makeElement('strong', {}, text(words)),
    makeElement('span', { class: 'verdict-ports' }, fate.ports),
  );
  return makeElement(
    'div',
    { class: 'fate' },
    verdict,
    ...fate.sides.map((side) => drawSide(side, way, actions)),
  );
}

function drawSide(side: SideReasons, way: WayExplanation, actions: ExplanationActions): HTMLElement {
  const title =
    side.direction === 'egress' ? text('Egress of {0}', way.from) : text('Ingress of {0}', way.to);
  const { sign, words } = HEADLINES[side.answer];
  return makeElement(
    'div',
    { class: `lane lane-${side.answer}` },
    makeElement(
      'h3',
      {},
      makeElement('span', { class: 'verdict-sign', 'aria-hidden': 'true' }, sign),
      title,
      makeElement('span', { class: 'visually-hidden' }, `: ${text(words)}`),
    ),
    drawReasons(side.reasons, actions, 'lane-reasons'),
    drawDoubt(side.doubt),
  );
}

function drawReasons(reasons: readonly Said[], actions: ExplanationActions, name: string): HTMLElement {
  return makeElement('ul', { class: name }, ...reasons.map((said) => drawSaid(said, actions)));
}

function drawSaid(said: Said, actions: ExplanationActions): HTMLElement {
  return makeElement('li', {}, ...codeText(said.text), ...drawPlace(said, actions), drawDoubt(said.doubt));
}

function drawPlace(said: Said, { canOpen, reveal }: ExplanationActions): readonly Child[] {
  if (said.place === undefined) return [];
  if (!canOpen || said.at === undefined) return [' ', makeElement('span', { class: 'place' }, said.place)];
  const link = makeElement('button', { type: 'button', class: 'place link' }, said.place);
  link.addEventListener('click', () => reveal(said));
  return [' ', link];
}

function drawDoubt(doubt: string | undefined): HTMLElement | undefined {
  if (doubt === undefined) return undefined;
  return makeElement(
    'p',
    { class: 'doubt' },
    makeElement('span', { 'aria-hidden': 'true' }, '? '),
    ...codeText(doubt),
  );
}

/** The element would say so itself, but only once it is rendered: too late for one that takes over the keyboard. */
const FOCUSABLE = { tabindex: '0' } as const;

function drawButtons(answer: TrafficExplanation, actions: ExplanationActions): HTMLElement {
  const { testCommand } = answer;
  const buttons = makeElement('div', { class: 'explain-buttons' });
  if (answer.allow !== undefined && actions.canAllow) {
    const allow = makeElement('vscode-button', FOCUSABLE, text('Allow this'));
    allow.addEventListener('click', () => actions.allow(answer));
    buttons.append(allow);
  }
  if (testCommand !== undefined) {
    const copy = makeElement('vscode-button', { ...FOCUSABLE, secondary: true }, text('Copy test command'));
    copy.addEventListener('click', () => actions.copy(testCommand));
    buttons.append(copy);
  }
  return buttons;
}
