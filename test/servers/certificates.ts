import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** A key and its certificate, PEM; signed by itself, so it is its own authority. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for a host name or an address, valid today or, in days from now, from one day to another. */
export async function certificateFor(
  host: string,
  days?: readonly [from: number, until: number],
): Promise<Certificate> {
  const name = isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const);
  const day = 24 * 3600 * 1000;
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    ...(days === undefined
      ? {}
      : {
          notBeforeDate: new Date(Date.now() + days[0] * day),
          notAfterDate: new Date(Date.now() + days[1] * day),
        }),
    extensions: [{ name: 'subjectAltName', altNames: [name] }],
  });
  return { key: made.private, cert: made.cert };
}
