import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const waitingOn = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `action` once, when the answer is with the client's connection or the connection has gone. An answer that waits
 * for another before it (requests that a client sent one after another without waiting) is never told that its
 * connection closed, so the connection is listened to as well.
 */
export function whenOver(request: IncomingMessage, response: ServerResponse, action: () => void): void {
  const { socket } = request;
  const waiting = waitingOn.get(socket) ?? listenTo(socket);
  const over = () => {
    if (waiting.delete(over)) action();
  };
  waiting.add(over);
  response.once('close', over);
  // It went before: nothing else will tell.
  if (socket.destroyed) process.nextTick(over);
}

function listenTo(socket: Socket): Set<() => void> {
  const waiting = new Set<() => void>();
  waitingOn.set(socket, waiting);
  // One listener for all: there may be hundreds of answers on the way.
  socket.once('close', () => {
    for (const over of waiting) over();
  });
  return waiting;
}
