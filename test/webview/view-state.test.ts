import { describe, expect, test } from 'vitest';
import { restoreState, stateToSave } from '../../client/webview/restore-state.ts';
import { nextState, START, type ViewAction, type ViewState } from '../../client/webview/view-state.ts';

const stateAfter = (...actions: readonly ViewAction[]): ViewState => actions.reduce(nextState, START);
const focusOn = (id: string): ViewAction => ({ type: 'go', place: { level: 'focus', id } });

describe('the state of the view', () => {
  test('goes back and forward', () => {
    const there = stateAfter(focusOn('a'), focusOn('b'));
    const back = nextState(there, { type: 'back' });
    expect(back.place).toEqual({ level: 'focus', id: 'a' });
    expect(nextState(back, { type: 'forward' }).place).toEqual({ level: 'focus', id: 'b' });
  });

  test('goes up one thing at a time', () => {
    const explained = { from: { node: 'a' }, to: { node: 'b' } };
    const deep = stateAfter(focusOn('a'), { type: 'explain', explained });
    const closed = nextState(deep, { type: 'up' });
    expect(closed).toMatchObject({ explained: undefined, place: { level: 'focus' } });
    expect(nextState(closed, { type: 'up' })).toMatchObject({ place: { level: 'map' }, selected: 'a' });
  });

  test('closes the form before it goes up', () => {
    const open = stateAfter(focusOn('a'), { type: 'switch', option: 'asking', on: true });
    expect(nextState(open, { type: 'up' })).toMatchObject({ asking: false, place: { level: 'focus' } });
  });

  test('leaves what is gone, and has it nowhere on its way', () => {
    const there = stateAfter(focusOn('a'), focusOn('b'), focusOn('a'));
    const left = nextState(there, { type: 'gone', id: 'a' });
    expect(left.place).toEqual({ level: 'map' });
    expect(left.back.map(({ place }) => place)).toEqual([{ level: 'map' }, { level: 'focus', id: 'b' }]);
    expect(nextState(left, { type: 'gone', id: 'a' })).toBe(left);
    // The map from which one came is where one is then.
    expect(nextState(stateAfter(focusOn('a')), { type: 'gone', id: 'a' }).back).toEqual([]);
  });

  test('forgets everything but the legend in another environment', () => {
    const old = stateAfter({ type: 'environment', id: 'a' }, focusOn('x'), {
      type: 'switch',
      option: 'legend',
      on: true,
    });
    expect(nextState(old, { type: 'environment', id: 'b' })).toEqual({
      ...START,
      environment: 'b',
      legend: true,
    });
  });

  test('is the same after a reload, and never too large to keep', () => {
    const state = stateAfter(focusOn('a'), { type: 'filter', filter: 'ns:shop' });
    expect(restoreState(JSON.parse(JSON.stringify(stateToSave(state))))).toEqual(state);
    const slots = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`namespace-${i}`, i]));
    expect(JSON.stringify(stateToSave({ ...state, slots })).length).toBeLessThan(65_536);
    expect(restoreState({ version: 0 })).toEqual(START);
  });
});
