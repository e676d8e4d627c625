/** The name of a file without its folder and extension. */
export function nameOfFile(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return file.replace(/(?<=.)\.[a-z0-9]{1,5}$/iu, '');
}
