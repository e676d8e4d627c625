import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/*
 * Clients that occupy connections: they send slowly or nothing, or do not read the responses.
 */

/** A function that opens a connection to a port of the loopback interface, and sends data if the client has any. */
export type SlowClient = (port: number) => Promise<Socket>;

const trickleMs = 500;

async function open(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

function trickle(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), trickleMs);
  socket.once('close', () => clearInterval(timer));
}

/** Opens a connection, and sends nothing. */
export const sendingNothing: SlowClient = (port) => open(port, '');

/** Sends one request, and keeps the connection open. */
export const idle: SlowClient = async (port) => {
  const socket = await open(port, 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  // A socket that is not read does not receive the end of the connection.
  return socket.resume();
};

/** Sends the start of the head of a request, and then one character every half second. */
export const tricklingHead: SlowClient = async (port) => {
  const socket = await open(port, 'GET /livez HTTP/1.1\r\nX-Trickle: ');
  trickle(socket, 'x');
  return socket.resume();
};

/** Sends the head of a request and the start of its body, and then one character every half second. */
export const tricklingBody: SlowClient = async (port) => {
  const head =
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n';
  const socket = await open(port, `${head}{`);
  trickle(socket, ' ');
  return socket.resume();
};

const manyRequests = 60;
/** A request with a response of about 130 KB. If the client does not read, sixty responses exceed the socket buffers. */
const largeRequest = JSON.stringify({
  query: `{ __schema { types { name description fields { name description args { name description type {
    name kind ofType { name } } } type { name kind ofType { name kind ofType { name } } } } } } }`,
});

/** Sends many requests in one write, and does not read the responses. */
export const notReading: SlowClient = async (port) => {
  const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(largeRequest)}\r\n\r\n`;
  const socket = await open(port, (head + largeRequest).repeat(manyRequests));
  socket.pause();
  return socket;
};
