import { describe, expect, it, test } from 'vitest';
import { closest } from '../../../server/src/core/base/closest.ts';

describe('the closest word', () => {
  test.each([
    ['wep', 'web'],
    ['wbe', 'web'],
    ['apy', 'api'],
    ['chekcout', 'checkout'],
    ['hceckout', 'checkout'],
    ['cehckuot', undefined],
    ['we', 'web'],
    ['wx', undefined],
    ['bew', undefined],
    ['cart', undefined],
    ['web', undefined],
  ])('to %s is %s', (wanted, found) => {
    expect(closest(wanted, ['web', 'api', 'checkout'])).toBe(found);
  });

  it('is the first in the alphabet of equally near ones', () => {
    expect(closest('wxb', ['web', 'wab', 'wob'])).toBe('wab');
  });
});
