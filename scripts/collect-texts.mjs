import path from 'node:path';
import ts from 'typescript';

/** The functions whose texts are translated, and which of their arguments are texts. */
const TEXTS = { text: [0], counted: [1, 2], 'l10n.t': [0] };

/**
 * The texts that users read in the editor and in the view, in English, which is their key in every other language. The
 * compiler is asked for the types of arguments, so that a text may also come out of a constant table.
 * @param {readonly string[]} projects the `tsconfig.json` of each program
 * @returns {string[]} sorted
 */
export function collectTexts(projects) {
  const found = new Set();
  for (const project of projects) {
    const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(
      project,
      {},
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ts.noop },
    );
    // Without its references, what another program declares is read from its sources, which need not be built.
    const program = ts.createProgram(fileNames, { ...options, composite: false, noEmit: true });
    const checker = program.getTypeChecker();
    for (const name of fileNames) {
      // It hands on what it is given.
      if (path.basename(name) === 'texts.ts') continue;
      const file = program.getSourceFile(name);
      const visit = (node) => {
        if (ts.isCallExpression(node)) {
          for (const index of TEXTS[node.expression.getText(file)] ?? [])
            for (const text of textsOf(node, index, checker, file)) found.add(text);
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
  }
  return [...found].sort();
}

function textsOf(call, index, checker, file) {
  const type = checker.getTypeAtLocation(call.arguments[index]);
  const all = type.isUnion() ? type.types : [type];
  if (all.every((each) => each.isStringLiteral())) return all.map(({ value }) => value);
  const { line } = file.getLineAndCharacterOfPosition(call.getStart(file));
  throw new Error(
    `${path.relative('.', file.fileName)}:${line + 1}: nobody can tell which text that is; write it there, or in a table that is \`as const\``,
  );
}
