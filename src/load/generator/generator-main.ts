import type { GeneratorReply, GeneratorRequest } from './protocol.js';
import { type Session, startSession } from './session.js';

/** Entry of a generator's process. It ends with its parent. */
process.on('disconnect', () => process.exit(0));

const send = (reply: GeneratorReply) => void process.send?.(reply);
let session: Session | undefined;

process.on('message', (request: GeneratorRequest) => {
  if (request.type === 'stop') {
    session?.stop();
    return;
  }
  session = startSession(request.job, (progress) => send({ type: 'progress', progress }));
  void session.result.then((result) => send({ type: 'result', result }));
});

process.on('uncaughtException', (error) => {
  send({ type: 'error', message: error.stack ?? error.message });
});

send({ type: 'ready' });
