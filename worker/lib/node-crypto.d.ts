// What we use of node:crypto. Node's own types beside those of workers would declare every global twice.
declare module 'node:crypto' {
  export function scrypt(
    password: string,
    salt: Uint8Array,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
  export function createHash(algorithm: 'sha256'): { update(text: string): { digest(encoding: 'base64'): string } }
}
