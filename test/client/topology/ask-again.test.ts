import { expect, test } from 'vitest';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { askAgain } from '../../../client/src/topology/ask-again.ts';

const overtaken = (code: number): Error => new ResponseError(code, 'overtaken');

test.each([LSPErrorCodes.ContentModified, LSPErrorCodes.RequestCancelled, LSPErrorCodes.ServerCancelled])(
  'what is overtaken is asked again (%i)',
  async (code) => {
    let left = 2;
    const ask = async (): Promise<string> => {
      if (left === 0) return 'yes';
      left -= 1;
      throw overtaken(code);
    };
    expect(await askAgain(ask)).toBe('yes');
  },
);

test('it is not asked for ever, and not again what fails by itself', async () => {
  let asked = 0;
  const failing = (error: Error): Promise<never> =>
    askAgain(async () => {
      asked += 1;
      throw error;
    });
  await expect(failing(overtaken(LSPErrorCodes.ContentModified))).rejects.toThrow('overtaken');
  expect(asked).toBe(4);
  await expect(failing(new Error('broken'))).rejects.toThrow('broken');
  expect(asked).toBe(5);
});
