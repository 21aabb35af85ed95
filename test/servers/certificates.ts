import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** A key and its certificate, PEM; signed by itself, so it is its own authority. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for a host name or an address, valid today or, where it is `expired`, until yesterday. */
export async function certificateFor(host: string, expired = false): Promise<Certificate> {
  const name = isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const);
  const day = 24 * 3600 * 1000;
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    ...(expired
      ? { notBeforeDate: new Date(Date.now() - 9 * day), notAfterDate: new Date(Date.now() - day) }
      : {}),
    extensions: [{ name: 'subjectAltName', altNames: [name] }],
  });
  return { key: made.private, cert: made.cert };
}
