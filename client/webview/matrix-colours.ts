import type { MatrixColours } from './paint-matrix.ts';

/** The colours of the theme as a canvas needs them: it knows no variables. */
export function matrixColours(): MatrixColours {
  const style = getComputedStyle(document.body);
  const of = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const isContrast = /vscode-high-contrast/.test(document.body.className);
  const foreground = of('--vscode-editor-foreground', '#cccccc');
  const border = of('--vscode-contrastBorder', foreground);
  return {
    background: of('--vscode-editor-background', '#1f1f1f'),
    foreground,
    muted: of('--vscode-descriptionForeground', foreground),
    grid: isContrast ? border : of('--vscode-panel-border', '#3c3c3c'),
    focus: of('--vscode-focusBorder', '#0078d4'),
    highlight: isContrast ? 'transparent' : of('--vscode-list-hoverBackground', 'transparent'),
    good: of('--vscode-charts-green', '#388a34'),
    bad: of('--vscode-charts-red', '#f14c4c'),
    doubtful: of('--vscode-charts-yellow', '#cca700'),
    tint: isContrast ? 0 : 0.28,
    font: of('--vscode-font-family', 'sans-serif'),
  };
}
