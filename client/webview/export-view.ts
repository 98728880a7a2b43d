import { DARK, LIGHT, type Palette } from '../../server/src/core/drawing/palettes.ts';
import type { Scene } from '../../server/src/core/drawing/scene.ts';
import { writeDot } from '../../server/src/core/drawing/write-dot.ts';
import { writeMermaid } from '../../server/src/core/drawing/write-mermaid.ts';
import { writeSvg } from '../../server/src/core/drawing/write-svg.ts';
import type { Channel } from './channel.ts';
import type { MenuItem } from './menu.ts';
import { text } from './texts.ts';

/** What can be saved of a picture. */
export function pictureExports(channel: Channel, scene: Scene, name: string): readonly MenuItem[] {
  const save = (file: string, content: string, encoding: 'utf8' | 'base64' = 'utf8') =>
    channel.send({ type: 'save', name: file, text: content, encoding });
  const svg = (palette: Palette): string => writeSvg(scene, palette, name);
  return [
    { label: text('SVG, as shown'), run: () => save(`${name}.svg`, svg(themePalette())) },
    { label: text('SVG, light'), run: () => save(`${name}-light.svg`, svg(LIGHT)) },
    { label: text('SVG, dark'), run: () => save(`${name}-dark.svg`, svg(DARK)) },
    {
      label: text('PNG, twice as large'),
      run: () => void savePng(svg(themePalette()), scene, save, `${name}.png`),
    },
    { label: text('Mermaid'), run: () => save(`${name}.mmd`, [...writeMermaid(scene)].join('\n')) },
    { label: text('DOT (Graphviz)'), run: () => save(`${name}.dot`, [...writeDot(scene)].join('\n')) },
    { label: text('JSON'), run: () => save(`${name}.json`, JSON.stringify(scene, undefined, 2)) },
  ];
}

/** The nearest palette to what is on the screen: those of the theme may be translucent, which other programs draw as black. */
function themePalette(): Palette {
  return /vscode-(light|high-contrast-light)/.test(document.body.className) ? LIGHT : DARK;
}

/** Larger canvases are refused by browsers. */
const MOST_PIXELS = 16_384;

async function savePng(
  svg: string,
  scene: Scene,
  save: (file: string, content: string, encoding: 'base64') => void,
  file: string,
): Promise<void> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, MOST_PIXELS / image.width, MOST_PIXELS / image.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round((image.width || scene.width) * scale);
    canvas.height = Math.round((image.height || scene.height) * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const data = canvas.toDataURL('image/png');
    save(file, data.slice(data.indexOf(',') + 1), 'base64');
  } finally {
    URL.revokeObjectURL(url);
  }
}
