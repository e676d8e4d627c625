/** Reads an environment variable. @throws {Error} if the variable is not set */
export function environmentVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`Expected ${name} in the environment.`);
  return value;
}
