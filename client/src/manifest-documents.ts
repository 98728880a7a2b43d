/**
 * What may hold a manifest; the server decides by content. Schemes are named so that the views of a live cluster, which
 * the Kubernetes extension opens as YAML, stay out. `vscode-vfs` is a repository that is open without a checkout.
 */
export const manifestDocuments = ['yaml', 'helm', 'json'].flatMap((language) =>
  ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ language, scheme })),
);
