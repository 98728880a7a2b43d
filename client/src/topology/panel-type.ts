/** How the workbench names panels of this kind, in package.json too. */
export const PANEL_TYPE = 'kubereach.topology';
