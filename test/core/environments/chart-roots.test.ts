import { describe, expect, test } from 'vitest';
import { nameEnvironment } from '../../../server/src/core/environments/name-environment.ts';
import { contents } from '../../support/environments.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

const chart = (name: string, more = ''): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;

describe('a chart', () => {
  test('leaves what is not its own to others', () => {
    const repository = openRepository(
      `#-- shop/Chart.yaml\n${chart('shop')}
#-- shop/values-prod.yaml\na: b
#-- shop/templates/web.yaml\n${pods('web')}
#-- shop/crds/x.yaml\n${pods('x')}
#-- shop/deploy/argocd.yaml\n${pods('argocd')}
#-- shop/services/api/Chart.yaml\n${chart('api')}
#-- shop/services/api/templates/api.yaml\n${pods('api')}`,
    );
    expect(contents(repository)).toEqual({
      '': ['default/argocd'],
      shop: ['default/web'],
      'shop/services/api': ['default/api'],
    });
  });

  test('is called otherwise than what is plain in its folder', () => {
    const [folder, chart] = ['file:///shop', 'file:///shop/Chart.yaml'];
    const nameOf = (id: string): string => nameEnvironment(id, [folder], (one) => one === chart);
    expect([nameOf(chart), nameOf(folder)]).toEqual(['shop', 'shop (plain)']);
  });

  test('has its sub-charts with it', () => {
    const repository = openRepository(
      `#-- Chart.yaml\n${chart('shop')}
#-- charts/db/Chart.yaml\n${chart('db')}
#-- charts/db/templates/db.yaml\n${pods('db')}`,
    );
    expect(contents(repository)).toEqual({ '': ['default/db'] });
  });

  test.each([
    ['that is a library', chart('lib', 'type: library\n')],
    ['that does not say what it is called', 'apiVersion: v2\n'],
  ])('%s is no environment, and its templates are no manifests', (_, text) => {
    const repository = openRepository(
      `#-- charts/lib/Chart.yaml\n${text}
#-- charts/lib/templates/_np.yaml\n{{ define "lib.np" }}\n${pods('lib')}\n{{ end }}
#-- k8s/web.yaml\n${pods('web')}`,
    );
    expect(contents(repository)).toEqual({ '': ['default/web'] });
  });
});
