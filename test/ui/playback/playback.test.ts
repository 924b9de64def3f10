import { describe, expect, it } from 'vitest';
import { type Key, later, pressed, startOf } from '../../../src/ui/playback/playback.js';
import { TWO_MODELS } from '../../results/batch-traces.js';

const OTHER = { ...TWO_MODELS, label: 'fcfs 1000/s', fromMs: 500 };

describe('a playback', () => {
  it('begins with the first simulation, at a speed that can be watched', () => {
    const playback = startOf([TWO_MODELS, OTHER], undefined);
    expect(playback).toMatchObject({ at: 0, atMs: 1000, isPaused: false, isOver: false });
    expect((1030 - 1000) / playback.speed / 1000).toBeGreaterThanOrEqual(15);
    expect(playback.speed).toBe(0.002);
  });

  it('goes on by virtual time, and then with the next simulation until the last has ended', () => {
    let playback = startOf([TWO_MODELS, OTHER], 0.5);
    playback = later(playback, 20);
    expect(playback.atMs).toBe(1010);
    playback = later(playback, 40);
    expect(playback).toMatchObject({ at: 1, atMs: 500 });
    expect(later(playback, 2000)).toMatchObject({ isOver: true });
  });

  it('stands still while it is paused', () => {
    const paused = pressed(startOf([TWO_MODELS], 1), 'pause');
    expect(later(paused, 10)).toBe(paused);
    expect(later(pressed(paused, 'pause'), 10).atMs).toBe(1010);
  });

  it.each([
    ['faster', { speed: 2 }],
    ['slower', { speed: 0.5 }],
    ['next', { at: 1, atMs: 500 }],
    ['previous', { at: 0, atMs: 1000 }],
    ['quit', { isOver: true }],
  ] satisfies [Key, object][])('does what %s says', (key, expected) => {
    expect(pressed(later(startOf([TWO_MODELS, OTHER], 1), 5), key)).toMatchObject(expected);
  });

  it('is over where there is nothing to play, or the last is passed over', () => {
    expect(startOf([], undefined).isOver).toBe(true);
    expect(pressed(startOf([TWO_MODELS], 1), 'next').isOver).toBe(true);
  });
});
