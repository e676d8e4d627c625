import { hash, randomBytes } from 'node:crypto';

/** The prefixes of secrets, by which people and secret scanners recognise them. */
export const secretPrefixes = { key: 'tertium_', preview: 'tertium-preview_' } as const;
export type SecretKind = keyof typeof secretPrefixes;

const randomByteCount = 32;
/** The number of base64url characters of the random bytes: 43. */
const characters = Math.ceil((randomByteCount * 8) / 6);

const shapes: Readonly<Record<SecretKind, RegExp>> = {
  key: shapeOf('key'),
  preview: shapeOf('preview'),
};

function shapeOf(kind: SecretKind): RegExp {
  return new RegExp(`^${secretPrefixes[kind]}[\\w-]{${characters}}$`, 'u');
}

/** Creates a secret: its prefix, and 32 random bytes as base64url. Store only its hash, and do not log it. */
export function createSecret(kind: SecretKind): string {
  return secretOf(kind, randomBytes(randomByteCount));
}

/** Creates the secret with given bytes, which must be secret and as random as those of `createSecret`. @param bytes 32 bytes */
export function secretOf(kind: SecretKind, bytes: Buffer): string {
  return `${secretPrefixes[kind]}${bytes.toString('base64url')}`;
}

/** Whether a text has the form of a secret that `createSecret` creates. */
export function isSecret(kind: SecretKind, text: string): boolean {
  return shapes[kind].test(text);
}

/**
 * Hashes a secret for storage: the SHA-256 of the whole text, as 64 hexadecimal digits. A secret has 256 random bits, so a slow hash with a
 * salt, as for passwords, would add nothing.
 */
export function hashSecret(text: string): string {
  return hash('sha256', text, 'hex');
}
