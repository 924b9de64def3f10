/** The tier `balanced`: a gateway before worker processes, with a policy that chooses among them and an autoscaler. */

export type { BalancedEvent } from './events.js';
export type { BalancedOptions } from './options.js';
export { startBalanced } from './start-balanced.js';
