import type { Place, Report } from '../report.ts';

/** The report as one JSON object. Its form is documented in docs/CLI.md; fields are added, never changed. */
export function formatJson({ findings, summary }: Report): string {
  const json = {
    findings: findings.map(({ rule, severity, message, place, resource, related, fixes }) => ({
      rule,
      severity,
      message,
      ...start(place),
      endLine: place.endLine,
      endColumn: place.endColumn,
      resource,
      related: related.map((other) => ({ ...start(other.place), message: other.message })),
      fixes,
    })),
    summary,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function start({ file, line, column }: Place): { file: string; line: number; column: number } {
  return { file, line, column };
}
