/**
 * What a worker process tells the one that started it, over IPC: one of these, once. It can be told `{"drain": true}`, to
 * answer what it accepted and end; SIGTERM and the end of the channel say the same. `{"instances": 3}` tells it how many
 * of its tier serve, from one change to the next.
 */
export type WorkerMessage =
  | { readonly ready: true; readonly url: string }
  | { readonly ready: false; readonly error: string };
