import { describe, expect, it } from 'vitest';
import type { Jitter } from '../../../../src/scheduling/simulation/jitter.js';
import { ControlledMean } from './controlled-mean.js';
import { type Served, serve } from './one-server.js';

const STRETCHES = 100;

/** Utilisation, and how many millions of requests bring two standard errors of the mean below 1 %, most of them three. */
const EXPONENTIAL = [
  [0.05, 0.3],
  [0.15, 0.4],
  [0.25, 0.5],
  [0.35, 0.7],
  [0.45, 1],
  [0.55, 1.4],
  [0.65, 1.4],
  [0.75, 0.8],
  [0.85, 0.4],
  [0.95, 4],
] as const;
const CONSTANT = [
  [0.05, 0.2],
  [0.15, 0.2],
  [0.25, 0.3],
  [0.35, 0.4],
  [0.45, 0.5],
  [0.55, 0.7],
  [0.65, 1.7],
  [0.75, 1.8],
  [0.85, 1.1],
  [0.95, 1.4],
] as const;

/** A function of a request's own draws and the wait that it found, less its true mean. */
type Control = (served: Served) => number;

/** Where few wait: how long the next would wait for this one alone. */
function waitForOne(utilisation: number, isExponential: boolean): Control {
  const meanMs = isExponential
    ? utilisation / (1 + utilisation)
    : 1 - (1 - Math.exp(-utilisation)) / utilisation;
  return ({ serviceMs, gapMs }) => Math.max(0, serviceMs - gapMs) - meanMs;
}

/**
 * Where many wait: how the squared wait would grow until the next request, were the server never idle. With X the service
 * less the gap, 2 W (X - E X) + X² - E X².
 */
function growthOfSquare(utilisation: number, isExponential: boolean): Control {
  const gapMs = 1 / utilisation;
  const meanMs = 1 - gapMs;
  const meanSquare = (isExponential ? 2 : 1) + 2 * gapMs * gapMs - 2 * gapMs;
  return (served) => {
    const x = served.serviceMs - served.gapMs;
    return 2 * served.waitMs * (x - meanMs) + x * x - meanSquare;
  };
}

async function meanWaitMs(utilisation: number, jitter: Jitter, requests: number): Promise<number> {
  const control = (utilisation < 0.6 ? waitForOne : growthOfSquare)(utilisation, jitter.kind !== 'none');
  const mean = new ControlledMean(requests / STRETCHES);
  await serve(utilisation, jitter, requests, 11, (served) => mean.add(served.waitMs, control(served)));
  return mean.mean();
}

describe('the mean wait', () => {
  it.each(EXPONENTIAL)('of M/M/1 at %d is within 1 % of rho / (1 - rho)', async (rho, millions) => {
    const waitMs = await meanWaitMs(rho, { kind: 'exponential', seed: 22 }, millions * 1e6);
    expect(Math.abs(waitMs / (rho / (1 - rho)) - 1)).toBeLessThan(0.01);
  });

  it.each(CONSTANT)('of M/D/1 at %d is within 1 % of half that', async (rho, millions) => {
    const waitMs = await meanWaitMs(rho, { kind: 'none' }, millions * 1e6);
    expect(Math.abs(waitMs / (rho / (2 * (1 - rho))) - 1)).toBeLessThan(0.01);
  });
});
