/** The code of an error of a driver or of Node; empty where it has none. */
export function codeOf(error: unknown): string {
  return textOf(error, 'code');
}

/** The message of an error; empty where it has none. */
export function messageOf(error: unknown): string {
  return textOf(error, 'message');
}

function textOf(error: unknown, name: string): string {
  const text: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof text === 'string' ? text : '';
}
