import { Flags } from '@oclif/core';

/** Flags that say what a tier is, of `mls serve` and of `mls bench serving`. */
export const SERVING_FLAGS = {
  'max-batch': Flags.string({
    description: 'Requests answered together at most',
    default: '10',
    helpGroup: 'BATCHING',
  }),
  'max-wait': Flags.string({
    description: 'A batch is closed when its oldest waited so long',
    default: '500ms',
    helpGroup: 'BATCHING',
  }),
  'max-queue': Flags.string({
    description: 'Requests that may wait; one more is answered 503',
    default: '100',
    helpGroup: 'BATCHING',
  }),
  close: Flags.string({
    description: 'timeout, or adaptive: close a batch as well when waiting costs more than it gains',
    default: 'adaptive',
    helpGroup: 'BATCHING',
  }),
  policy: Flags.string({
    description:
      'Who decides in balanced: a choice of a worker for each request (round-robin, least-outstanding, power-of-two), or a ' +
      'scheduling policy of mls sim serving, which makes the batches within the latency of --slo [default: --balance]',
    helpValue: 'POLICY',
    helpGroup: 'BALANCING',
  }),
  balance: Flags.string({
    description: 'How balanced chooses a worker: round-robin, least-outstanding or power-of-two',
    default: 'round-robin',
    helpGroup: 'BALANCING',
  }),
  instances: Flags.string({
    description: 'Workers of balanced, least and most',
    default: '2:3',
    helpValue: 'MIN:MAX',
    helpGroup: 'BALANCING',
  }),
  warm: Flags.string({
    description: 'Workers kept ready beside those that serve',
    default: '0',
    helpValue: 'N',
    helpGroup: 'BALANCING',
  }),
  autoscale: Flags.string({
    description:
      'rps: the published thresholds, one more from 29 requests/s on and one fewer below 25; delay: what waits against the ' +
      'latency of --slo; or none [default: rps, or none with a scheduling policy]',
    helpGroup: 'BALANCING',
  }),
  threads: Flags.string({
    description: 'CPU threads of the models and the search, shared by the workers; by default all',
    helpGroup: 'MODEL',
  }),
  'max-tokens': Flags.string({
    description: 'Tokens generated for each answer at most',
    default: '32',
    helpGroup: 'MODEL',
  }),
  latency: Flags.string({
    description:
      'Of emulated, in ms: BASE+PER_REQUEST, or those of batches of 1,2,3,... [default: 48.5+28.5]',
    helpValue: 'MS',
    helpGroup: 'MODEL',
  }),
  jitter: Flags.string({
    description: 'Of emulated: the share by which latencies vary',
    default: '5%',
    helpGroup: 'MODEL',
  }),
  contention: Flags.string({
    description:
      'Of emulated: the share by which each further worker slows the others, as on one device [default: 37%, or 0 with --latency]',
    helpValue: 'SHARE',
    helpGroup: 'MODEL',
  }),
};
