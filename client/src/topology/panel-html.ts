import { randomBytes } from 'node:crypto';
import { env, type Uri, type Webview } from 'vscode';

/**
 * The page of the view. It holds nothing but the names of its own files: what is in manifests comes as messages, and is
 * never written into a page. The nonce lets this one script run and no other.
 * @param dist the folder of the bundles, the only one that the page may read
 */
export function panelHtml(webview: Webview, dist: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string): string =>
    webview.asWebviewUri(dist.with({ path: `${dist.path}/${name}` })).toString();
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source} blob: data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${file('webview.css')}">
    <title>Kubereach Topology</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${file('webview.js')}"></script>
  </body>
</html>
`;
}
