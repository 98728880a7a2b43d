import { describe, expect, test } from 'vitest';
import { contents } from '../../support/environments.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

describe('plain folders', () => {
  test('are one environment', () => {
    const repository = openRepository(`#-- a/web.yaml\n${pods('web')}\n#-- b/api.yaml\n${pods('api')}`);
    expect(contents(repository)).toEqual({ '': ['default/api', 'default/web'] });
  });

  test('that define the same are environments of their own', () => {
    const repository = openRepository(
      `#-- dev/web.yaml\n${pods('web')}\n#-- prod/web.yaml\n${pods('web')}\n#-- other/api.yaml\n${pods('api')}`,
    );
    expect(contents(repository)).toEqual({
      dev: ['default/api', 'default/web'],
      prod: ['default/api', 'default/web'],
    });
  });

  test('of the same name below different ones are applied together', () => {
    const repository = openRepository(
      ['web', 'api']
        .map((name) => `#-- ${name}/dev/a.yaml\n${pods(name)}#-- ${name}/prod/a.yaml\n${pods(name)}`)
        .join(''),
    );
    expect(contents(repository)).toEqual({
      dev: ['default/api', 'default/web'],
      prod: ['default/api', 'default/web'],
    });
  });

  test('are told from the files beside them', () => {
    const repository = openRepository(`#-- all.yaml\n${pods('web')}#-- parts/web.yaml\n${pods('web')}`);
    expect(contents(repository)).toEqual({ '': ['default/web'], parts: ['default/web'] });
  });

  test('share what stands above them', () => {
    const repository = openRepository(
      `#-- k8s/ns.yaml\n${pods('common')}\n#-- k8s/dev/web.yaml\n${pods('web')}\n#-- k8s/prod/web.yaml\n${pods('web')}`,
    );
    expect(contents(repository)).toEqual({
      'k8s/dev': ['default/common', 'default/web'],
      'k8s/prod': ['default/common', 'default/web'],
    });
  });

  test('do not share what one of them defines itself', () => {
    const many = (names: string): string =>
      names
        .split(' ')
        .map((name) => pods(name))
        .join('\n---\n');
    const repository = openRepository(
      `#-- more/x.yaml\n${many('db')}\n---\n${many('a b c')}\n#-- dev/x.yaml\n${many('web api')}\n#-- prod/x.yaml\n${many('web api db')}`,
    );
    expect(contents(repository)).toEqual({
      dev: ['default/a', 'default/api', 'default/b', 'default/c', 'default/db', 'default/web'],
      prod: ['default/api', 'default/db', 'default/web'],
    });
  });

  test('share what stands above copies of copies', () => {
    const repository = openRepository(
      `#-- common/x.yaml\n${pods('common')}\n#-- dev/web.yaml\n${pods('web')}\n#-- prod/web.yaml\n${pods('web')}
#-- prod/eu/api.yaml\n${pods('api')}\n#-- prod/us/api.yaml\n${pods('api')}`,
    );
    expect(contents(repository)).toEqual({
      dev: ['default/common', 'default/web'],
      'prod/eu': ['default/api', 'default/common', 'default/web'],
      'prod/us': ['default/api', 'default/common', 'default/web'],
    });
  });

  test('share what stands beside copies of copies of their name', () => {
    const each = (folder: string, name: string): string => `#-- ${folder}/x.yaml\n${pods(name)}\n`;
    const all = ['dev', 'prod'].map((stage) =>
      [
        each(`web/${stage}`, 'web'),
        each(`web/${stage}/eu`, 'proxy'),
        each(`web/${stage}/us`, 'proxy'),
        each(`api/${stage}`, 'api'),
      ].join(''),
    );
    const everything = ['default/api', 'default/proxy', 'default/web'];
    expect(contents(openRepository(all.join('')))).toEqual({
      'web/dev/eu': everything,
      'web/dev/us': everything,
      'web/prod/eu': everything,
      'web/prod/us': everything,
    });
  });

  test('that happen to share one resource of many stay together', () => {
    const many = (names: string): string =>
      names
        .split(' ')
        .map((name) => pods(name))
        .join('\n---\n');
    const repository = openRepository(`#-- a/x.yaml\n${many('a b c d')}\n#-- b/x.yaml\n${many('a e f g')}`);
    expect(Object.keys(contents(repository))).toEqual(['']);
  });

  test('that share one of a few stay together, and so do those that share policies', () => {
    const policy = (name: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name} }\nspec: { podSelector: {} }\n---\n`;
    const denied = `${policy('default-deny')}${policy('allow-dns')}`;
    const together = (web: string, api: string): readonly string[] =>
      Object.keys(contents(openRepository(`#-- web/x.yaml\n${web}\n#-- api/x.yaml\n${api}`)));
    expect(together(`${pods('web')}\n---\n${pods('db')}`, `${pods('api')}\n---\n${pods('db')}`)).toEqual([
      '',
    ]);
    expect(together(`${denied}${pods('web')}`, `${denied}${pods('api')}`)).toEqual(['']);
    expect(together(`${denied}${pods('web')}`, denied)).toEqual(['']);
    expect(together(denied, denied)).toEqual(['web', 'api']);
  });

  test('are divided as the user says, where one says so', () => {
    const repository = openRepository(
      `#-- common/ns.yaml\n${pods('common')}#-- dev/web.yaml\n${pods('web')}#-- prod/web.yaml\n${pods('web')}#-- x/x.yaml\n${pods('x')}`,
      {
        configured: [
          { id: 'file:///#dev', paths: ['file:///common', 'file:///dev'], namespace: 'dev' },
          { id: 'file:///#prod', paths: ['file:///common', 'file:///prod/web.yaml'], namespace: undefined },
        ],
      },
    );
    expect(contents(repository)).toEqual({
      dev: ['dev/common', 'dev/web'],
      prod: ['default/common', 'default/web'],
      '': ['default/x'],
    });
  });

  test('move when they become copies, and back when they are none any more', () => {
    const repository = openRepository(`#-- a/web.yaml\n${pods('web')}\n#-- b/api.yaml\n${pods('api')}`);
    const write = (text: string): void => {
      repository.host.apply([{ uri: 'file:///b/api.yaml', text, editedAt: undefined }]);
    };
    write(pods('web'));
    expect(contents(repository)).toEqual({ a: ['default/web'], b: ['default/web'] });
    write(pods('api'));
    expect(contents(repository)).toEqual({ '': ['default/api', 'default/web'] });
  });
});
