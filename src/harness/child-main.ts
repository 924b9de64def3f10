import { ChildSession } from './child-session.js';
import type { ChildError, Reply, Request } from './protocol.js';

/** Entry of a cell's child process. Ctrl-C in a terminal reaches it too: the parent decides what becomes of it. */
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));

const send = (reply: Reply) => void process.send?.(reply);
const session = new ChildSession(send);

process.on('message', (request: Request) => {
  session.answer(request).then(send, (error: unknown) => send({ type: 'error', error: asChildError(error) }));
});

function asChildError(error: unknown): ChildError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  const field = (key: 'code' | 'reason' | 'remedy') => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? { [key]: value } : {};
  };
  return { name, message, ...field('code'), ...field('reason'), ...field('remedy') };
}
