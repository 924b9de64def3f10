import { createServer } from 'node:http';

/** Entry of the null server's process: every request is answered at once with 200 and a short body. */
const BODY = '{"result":""}';
const HEADERS = { 'content-type': 'application/json', 'content-length': String(BODY.length) };

process.on('disconnect', () => process.exit(0));

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  response.writeHead(200, HEADERS);
  response.end(BODY);
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});
