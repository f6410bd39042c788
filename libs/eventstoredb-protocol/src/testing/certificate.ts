import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly certificate: Buffer;
  readonly key: Buffer;
}

/** A certificate of localhost that vouches for itself, and a file of it to trust: `trusted.pem` in the directory. */
export async function makeCertificate(directory: string): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  writeFileSync(join(directory, 'trusted.pem'), cert);
  return { certificate: Buffer.from(cert), key: Buffer.from(key) };
}
