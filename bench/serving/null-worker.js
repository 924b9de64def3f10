// A worker that answers at once: what is measured before it is the gateway. It speaks as a real worker does: takes its
// specification, tells where it listens, and ends with its parent.
import { createServer } from 'node:http';

const { host, port } = JSON.parse(process.argv[2] ?? '{}');
const ANSWER = JSON.stringify({
  query: 'Which animals can hover in the air?',
  result: 'Hummingbirds can hover in the air by rapidly flapping their wings.',
  passages: [1, 2].map((id) => ({ id, title: 'Hummingbirds', text: 'They hover. '.repeat(12), score: 0.75 })),
  model: 'none',
  timings: { queueMs: 0, embedMs: 0, retrieveMs: 0, generateMs: 0, batch: 1 },
});
const HEADERS = { 'content-type': 'application/json', 'content-length': String(ANSWER.length) };

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  request.once('end', () => {
    response.writeHead(200, HEADERS);
    response.end(ANSWER);
  });
});
process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
server.listen({ host, port, backlog: 4096 }, () => {
  process.send({ ready: true, url: `http://${host}:${server.address().port}` });
});
