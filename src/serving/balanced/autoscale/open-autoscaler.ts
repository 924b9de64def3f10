import type { Autoscaler, Bounds } from './autoscaler.js';
import { byDelay, type DelayRule } from './by-delay.js';
import { byRps, type RpsRule } from './by-rps.js';

/** `none` keeps the instances it was started with. */
export type AutoscaleRule = { readonly by: 'none' } | RpsRule | DelayRule;

export function openAutoscaler(rule: Exclude<AutoscaleRule, { by: 'none' }>, bounds: Bounds): Autoscaler {
  switch (rule.by) {
    case 'rps':
      return byRps(rule, bounds);
    case 'delay':
      return byDelay(rule, bounds);
  }
}
