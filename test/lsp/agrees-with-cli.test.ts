import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { JsonReport } from '../../server/src/cli/reporters/json.ts';
import { startLspClient } from '../support/lsp-client.ts';
import { runCli } from '../support/run-cli.ts';
import { ROOT } from '../support/source-files.ts';

/** The manifests of an example folder, as a fixture. */
function example(name: string): string {
  const folder = `${ROOT}examples/${name}`;
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => `#-- ${file}\n${readFileSync(`${folder}/${file}`, 'utf8')}`).join('');
}

// They are equal customers of one core: whoever sees a squiggle gets it in CI, at the same place, with the same fixes.
test.each(['shop', 'guide'])(
  'what the editor shows of examples/%s is what the command line prints',
  async (name) => {
    const client = await startLspClient(example(name));
    const { stdout } = await runCli(['check', '--format', 'json'], { cwd: client.folder.path });
    const { findings, summary }: JsonReport = JSON.parse(stdout);
    expect(findings.length).toBeGreaterThan(0);
    expect(await client.settle()).toEqual({
      manifests: summary.files,
      errors: summary.errors,
      warnings: summary.warnings,
      notes: summary.infos + summary.hints,
    });
    const severities = {
      error: DiagnosticSeverity.Error,
      warning: DiagnosticSeverity.Warning,
      info: DiagnosticSeverity.Information,
      hint: DiagnosticSeverity.Hint,
    };
    const files = client.folder.fixture.files.map(({ uri }) => uri.slice('file:///'.length));
    for (const file of files) {
      const printed = findings.filter((finding) => finding.file === file);
      const shown = client.published(file).at(-1)?.diagnostics ?? [];
      const asShown = printed.map(
        ({ rule, severity, message, line, column, endLine, endColumn, related }) => ({
          range: {
            start: { line: line - 1, character: column - 1 },
            end: { line: endLine - 1, character: endColumn - 1 },
          },
          severity: severities[severity],
          code: rule,
          message,
          related: related.map(
            (other) => `${client.uri(other.file)} ${other.line}:${other.column} ${other.message}`,
          ),
        }),
      );
      const asPrinted = shown.map(({ range, severity, code, message, relatedInformation = [] }) => ({
        range,
        severity,
        code,
        message,
        related: relatedInformation.map(({ location, message: text }) => {
          const { line, character } = location.range.start;
          return `${location.uri} ${line + 1}:${character + 1} ${text}`;
        }),
      }));
      expect(sorted(asPrinted), file).toEqual(sorted(asShown));
      for (const { line, column, fixes } of printed) {
        const offset = client.textOf(file).offsetAt({ line: line - 1, character: column - 1 });
        const titles = (await client.codeActions(file, offset)).map(({ title }) => title);
        expect(titles, `${file}:${line}:${column}`).toEqual(expect.arrayContaining([...fixes]));
      }
    }
  },
);

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}
