// Answers every request head that ends with the same bytes, and reads nothing of it: a server that costs its clients next
// to nothing. Requests without a body only.
import { createServer } from 'node:net';

const ANSWER =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\nconnection: keep-alive\r\n\r\n{"result":""}';
const END_OF_HEAD = '\r\n\r\n';

process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));

const server = createServer({ noDelay: true }, (socket) => {
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const heads = (rest + chunk).split(END_OF_HEAD);
    rest = heads.pop() ?? '';
    if (heads.length > 0) socket.write(ANSWER.repeat(heads.length));
  });
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => process.send(server.address().port));
