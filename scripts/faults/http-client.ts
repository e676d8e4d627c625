import { Agent, request, type IncomingMessage } from 'node:http';
import type { RequestEnd } from './tally.js';

/** A request without a complete response after this time ends as `TIMED_OUT`. */
const timeoutMs = 20_000;

/** A client with one keep-alive connection, like a browser or a proxy. The client does not repeat failed requests. */
export class HttpClient {
  readonly #address: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** Creates a client without a connection. @param address the address of the server, such as `http://127.0.0.1:4000` */
  constructor(address: string) {
    this.#address = address;
  }

  /** Sends a GraphQL query by POST. */
  query(query: string): Promise<RequestEnd> {
    return this.#send('POST', '/graphql', JSON.stringify({ query }));
  }

  get(path: string): Promise<RequestEnd> {
    return this.#send('GET', path, '');
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body: string): Promise<RequestEnd> {
    return new Promise((resolve) => {
      const headers = body === '' ? {} : { 'Content-Type': 'application/json' };
      const clientRequest = request(new URL(path, this.#address), { method, headers, agent: this.#agent });
      const timer = setTimeout(() => {
        resolve({ type: 'TIMED_OUT' });
        clientRequest.destroy();
      }, timeoutMs);
      const finish = (end: RequestEnd): void => {
        clearTimeout(timer);
        resolve(end);
      };
      let isConnected = false;
      clientRequest.on('socket', (socket) => {
        isConnected = !socket.connecting;
        if (!isConnected) socket.once('connect', () => (isConnected = true));
      });
      clientRequest.on('error', () => finish({ type: isConnected ? 'BROKEN' : 'REFUSED' }));
      clientRequest.on('response', (response) => void receive(response).then(finish));
      clientRequest.end(body);
    });
  }
}

async function receive(response: IncomingMessage): Promise<RequestEnd> {
  let body = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  } catch {
    return { type: 'BROKEN' };
  }
  return { type: 'RESPONSE', status: response.statusCode ?? 0, body };
}
