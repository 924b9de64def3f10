import type { ServerResponse } from 'node:http';
import type { Clock } from '../batching/clock.js';

/** The client closed its connection before it was answered. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError';
}

/** The request was not answered in the time it is given. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';
}

export interface Departure {
  /** Aborts with a ClientLeftError or a RequestTimeoutError. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Says when nobody waits for an answer any more: the client left, or its time is over. */
export function departure(response: ServerResponse, timeoutMs: number, clock: Clock): Departure {
  const controller = new AbortController();
  const onClose = () => {
    if (!response.writableFinished) controller.abort(new ClientLeftError('the client left'));
  };
  response.on('close', onClose);
  const callOff = clock.after(timeoutMs, () =>
    controller.abort(new RequestTimeoutError(`expected an answer within ${timeoutMs} ms; there was none`)),
  );
  return {
    signal: controller.signal,
    dispose() {
      response.off('close', onClose);
      callOff();
    },
  };
}
