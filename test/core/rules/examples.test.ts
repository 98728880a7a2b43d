import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, checkFindings, findAll, fixesOfFinding } from '../../support/check-findings.ts';
import { openWorkspace } from '../../support/workspace.ts';

// The examples that every rule carries are its first tests and its documentation.
describe.each(RULES)('$id', (rule) => {
  const others = RULES.filter(({ id }) => id !== rule.id);
  const { settings } = rule.examples;

  test.each(rule.examples.bad)('bad example %#: exactly the annotated findings', (example) => {
    const { fixture } = checkFindings([rule], example, settings);
    expect(fixture.files.flatMap(({ annotations }) => annotations).length).toBeGreaterThan(0);
  });

  test.each(rule.examples.good)(
    'good example %#: nothing to say, by this rule or any other of its weight',
    (example) => {
      checkFindings([rule], example, settings);
      const { host } = openWorkspace(example, settings);
      const grave = findAll(others, host).filter(({ severity }) => severity === 'error');
      expect(grave.map(({ rule: id, message }) => `${id}: ${message}`)).toEqual([]);
    },
  );

  test.each(rule.examples.bad)(
    'bad example %#: every fix clears its finding, keeps comments and breaks nothing',
    (example) => {
      const count = findAll([rule], openWorkspace(example, settings).host).length;
      for (let n = 0; n < count; n++) {
        const offered = proposeFixesOf(example, n).length;
        for (let f = 0; f < offered; f++) {
          const { host } = openWorkspace(example, settings);
          const before = findAll([rule], host);
          const finding = before[n];
          const fix = proposeFixesOf(example, n, host)[f];
          if (!finding || !fix) throw new Error('the same fixture gave other findings');
          const comments = commentsOf(texts(host));
          applyFix(host, fix);
          expect(commentsOf(texts(host)), fix.title).toEqual(comments);
          expect(problemsOf(host), fix.title).toEqual([]);
          const again = findAll([rule], host).map(({ message }) => message);
          expect(again, fix.title).not.toContain(finding.message);
        }
      }
    },
  );

  function proposeFixesOf(example: string, n: number, host = openWorkspace(example, settings).host) {
    const finding = findAll([rule], host)[n];
    return finding ? fixesOfFinding(RULES, host, finding) : [];
  }
});

type TestHost = ReturnType<typeof openWorkspace>['host'];

function texts(host: TestHost): string {
  return [...host.snapshot().manifests.values()].map(({ text }) => text).join('\n');
}

function commentsOf(text: string): string[] {
  return text.match(/(?:^|\s)#.*$/gm)?.map((comment) => comment.trim()) ?? [];
}

function problemsOf(host: TestHost): string[] {
  return [...host.snapshot().manifests.values()].flatMap(({ chunks }) =>
    chunks.flatMap(({ document }) => document.problems.map(({ message }) => message)),
  );
}
