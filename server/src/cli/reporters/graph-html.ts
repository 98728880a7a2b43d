import { createHash } from 'node:crypto';
import { escapeXml } from '../../core/drawing/write-svg.ts';
import type { ReportData } from '../../core/features/topology/report-data.ts';
import type { ReportBundle } from '../../io/read-report-bundle.ts';

/**
 * A report as a page that stands for itself: it holds its script, its styles and its data, loads nothing, and its policy lets
 * nothing run but that one script, by its hash.
 */
export function formatGraphHtml(data: ReportData, { script, styles }: ReportBundle): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(styles)}'`,
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Kubereach">
<title>${escapeXml(`Topology of ${data.name}`)}</title>
<style>${styles}</style>
</head>
<body>
<noscript>This report draws the topology with a script of its own: allow scripts to see it.</noscript>
<script type="application/json" id="report-data">${embedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * JSON that means the same and can stand in a script element: without these characters no name can end the element or begin a
 * comment, and in JSON they stand only in strings.
 */
function embedJson(data: ReportData): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
