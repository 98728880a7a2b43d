import { describe, expect, test } from 'vitest';
import type { ResourceFacts } from '../../../server/src/core/model/resource-facts.ts';
import { formatSelector } from '../../../server/src/core/model/selector.ts';
import type { Host } from '../../../server/src/core/workspace/host.ts';
import type { ManifestDocument } from '../../../server/src/core/workspace/manifest.ts';
import { openWorkspace } from '../../support/workspace.ts';

const URI = 'file:///fixture.yaml';

const ABOVE = `apiVersion: v1
kind: Service
metadata:
  name: above
spec:
  ports:
    - port: 1
`;
const BELOW = ABOVE.replace('above', 'below');

/** The document that somebody types in. */
const WHOLE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: 8080
    - name: https
      port: 443
  type: NodePort
`;

/** What is left of the document, in few words. */
function summary(facts: readonly ResourceFacts[]): string {
  return facts
    .map(({ kind, name, service }) => {
      const ports = service?.ports.map(
        (port) => `${port.name?.value ?? '?'}:${port.port.value}→${port.targetPort?.value ?? ''}`,
      );
      const selector = service?.selector ? formatSelector(service.selector) : 'no selector';
      return [kind, name?.value ?? 'unnamed', selector, ...(ports ?? []), service?.type].join(' ');
    })
    .join(' + ');
}

const GOOD = summary(documentsOf(openWorkspace(WHOLE).host)[0]?.facts ?? []);

function documentsOf(host: Host): ManifestDocument[] {
  return (
    host
      .snapshot()
      .manifests.get(URI)
      ?.chunks.map(({ document }) => document) ?? []
  );
}

/** A manifest with the document between two others. The cursor, `¦`, stands where the last key was pressed. */
function around(marked: string): { text: string; editedAt: number } {
  const text = `${ABOVE}---\n${marked}---\n${BELOW}`;
  const editedAt = text.indexOf('¦');
  return { text: text.replace('¦', ''), editedAt };
}

interface State {
  /** The part of the document that is typed in, and what it becomes; `¦` is the cursor. */
  readonly from: string;
  readonly to: string;
  /** The text is no sound YAML: what was known before is kept, and nothing is said to be missing. */
  readonly broken: boolean;
  /** What the document says to somebody who never saw it whole; a document that is split says several things. */
  readonly says: readonly string[];
}

/** Everything but the targetPort that is being typed. */
const NO_TARGET = 'Service web app=web http:80→ https:443→ NodePort';

const STATES: Readonly<Record<string, State>> = {
  'a value half typed': {
    from: 'targetPort: 8080',
    to: 'targetPort: 80¦',
    broken: false,
    says: ['Service web app=web http:80→80 https:443→ NodePort'],
  },
  'a key with its colon': { from: 'targetPort: 8080', to: 'targetPort:¦', broken: false, says: [NO_TARGET] },
  'a lone dash': { from: '    - name: https', to: '    - ¦\n    - name: https', broken: false, says: [GOOD] },
  'an item half typed': {
    from: '    - name: https',
    to: '    - na¦\n    - name: https',
    broken: false,
    says: [GOOD],
  },
  'a colon without a space': {
    from: 'app: web',
    to: 'app:we¦',
    broken: false,
    says: ['Service web no selector http:80→8080 https:443→ NodePort'],
  },
  'a block scalar about to begin': {
    from: 'targetPort: 8080',
    to: 'targetPort: |¦',
    broken: false,
    says: [NO_TARGET],
  },
  'a key without a colon': { from: '  selector:', to: '  sele¦\n  selector:', broken: true, says: [GOOD] },
  'a double quote': { from: 'targetPort: 8080', to: 'targetPort: "80¦', broken: true, says: [NO_TARGET] },
  'a single quote': { from: 'targetPort: 8080', to: "targetPort: '80¦", broken: true, says: [NO_TARGET] },
  'a brace': { from: 'targetPort: 8080', to: 'targetPort: {¦', broken: true, says: [NO_TARGET] },
  'a bracket': { from: 'targetPort: 8080', to: 'targetPort: [¦', broken: true, says: [NO_TARGET] },
  'a dash without a space': {
    from: '    - name: https',
    to: '    -na¦\n    - name: https',
    broken: true,
    says: [GOOD],
  },
  'a percent sign': { from: '  type:', to: '%¦\n  type:', broken: true, says: [GOOD] },
  'a word at the start of a line': { from: '  type:', to: 'spe¦\n  type:', broken: true, says: [GOOD] },
  // The last of two equal keys counts, and it is a finding of its own that there are two.
  'a key that is there already': {
    from: '  type:',
    to: '  ports:¦\n  type:',
    broken: false,
    says: ['Service web app=web NodePort'],
  },
  'a tab': { from: '      targetPort:', to: '\t¦targetPort:', broken: true, says: [NO_TARGET] },
  'a space too many': {
    from: '      targetPort:',
    to: '       ¦targetPort:',
    broken: true,
    says: [NO_TARGET],
  },
  'a space too few': { from: '      targetPort:', to: '     ¦targetPort:', broken: true, says: [NO_TARGET] },
  'a lone ampersand': { from: 'selector:', to: 'selector: &¦', broken: true, says: [GOOD] },
  'an alias of nothing': {
    from: 'targetPort: 8080',
    to: 'targetPort: *ht¦',
    broken: true,
    says: [NO_TARGET],
  },
  'a template': {
    from: 'targetPort: 8080',
    to: 'targetPort: {{ .Values.port }}¦',
    broken: false,
    says: [NO_TARGET],
  },
  'a condition of a template': {
    from: '  ports:',
    to: '  {{- if .x }}¦\n  ports:',
    broken: false,
    says: [GOOD],
  },
  'a template half typed': {
    from: 'targetPort: 8080',
    to: 'targetPort: {{ .Val¦',
    broken: true,
    says: [NO_TARGET],
  },
  'half a separator': { from: '  type:', to: '--¦\n  type:', broken: true, says: [GOOD] },
  'a separator in the middle': {
    from: '  ports:',
    to: '---¦\n  ports:',
    broken: false,
    says: ['Service web app=web ClusterIP', ''],
  },
};

test('there are as many states as were found by looking over shoulders', () => {
  expect(Object.keys(STATES)).toHaveLength(25);
});

describe.each(Object.entries(STATES))('%s', (_, { from, to, broken, says }) => {
  const whole = around(WHOLE).text;
  const { text, editedAt } = around(WHOLE.replace(from, to));

  /** The documents between the one above and the one below. */
  const between = (host: Host): ManifestDocument[] => documentsOf(host).slice(1, -1);

  test('the documents above and below are not touched', () => {
    expect(text).not.toBe(whole);
    const { host } = openWorkspace(whole);
    const before = documentsOf(host);
    host.apply([{ uri: URI, text, editedAt }]);
    const after = documentsOf(host);
    expect(after[0]).toBe(before[0]);
    expect(after.at(-1)).toBe(before.at(-1));
  });

  test('typed into a whole document', () => {
    const { host } = openWorkspace(whole);
    const [before] = between(host);
    host.apply([{ uri: URI, text, editedAt }]);
    const after = between(host);
    expect(after.map((document) => document.broken)).toEqual(says.map(() => broken));
    expect(after[0]?.id).toBe(before?.id);
    // What was known is kept as it was, to the very object; what is sound says what it says.
    if (broken) expect(after[0]?.facts).toBe(before?.facts);
    else expect(after.map(({ facts }) => summary(facts))).toEqual(says);
  });

  test('opened by somebody who never saw it whole', () => {
    const { host } = openWorkspace('');
    host.apply([{ uri: URI, text, editedAt }]);
    expect(between(host).map(({ facts }) => summary(facts))).toEqual(says);
    expect(between(host).map((document) => document.broken)).toEqual(says.map(() => broken));
  });

  test('mended, it is what it was', () => {
    const { host } = openWorkspace(whole);
    const [before] = between(host);
    host.apply([{ uri: URI, text, editedAt }]);
    host.apply([{ uri: URI, text: whole, editedAt }]);
    const after = between(host);
    expect(after.map(({ id, facts, problems }) => ({ id, facts, problems }))).toEqual([
      { id: before?.id, facts: before?.facts, problems: [] },
    ]);
  });
});

test('what is known of a broken document is not worn down by typing on', () => {
  const { host } = openWorkspace(WHOLE);
  const [good] = documentsOf(host);
  const half = WHOLE.replace('targetPort: 8080', 'targetPort: "');
  for (const text of [half, half.replace('NodePort', ''), half.replace('name: web', 'na'), `${half}x`]) {
    host.apply([{ uri: URI, text, editedAt: text.length }]);
    expect(documentsOf(host)[0]?.facts).toBe(good?.facts);
  }
});

test('a document that was broken from the start is read anew each time', () => {
  const { host } = openWorkspace(WHOLE.replace('8080', '"'));
  const names = (): unknown[] => documentsOf(host)[0]?.facts.map(({ name }) => name?.value) ?? [];
  expect(names()).toEqual(['web']);
  host.apply([
    { uri: URI, text: WHOLE.replace('8080', '"').replace('name: web', 'name: shop'), editedAt: undefined },
  ]);
  expect(names()).toEqual(['shop']);
});

test('a whole document typed character by character never throws, and ends as if it had been pasted', () => {
  const { host } = openWorkspace(`${ABOVE}---\n`);
  const above = documentsOf(host)[0];
  for (let length = 0; length <= WHOLE.length; length++) {
    const text = `${ABOVE}---\n${WHOLE.slice(0, length)}`;
    host.apply([{ uri: URI, text, editedAt: text.length }]);
    expect(documentsOf(host)[0]).toBe(above);
  }
  expect(summary(documentsOf(host)[1]?.facts ?? [])).toBe(GOOD);
});
