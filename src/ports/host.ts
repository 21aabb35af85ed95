/** Whether a host name is most likely known inside a compose network or a cluster only: it has no dot. */
export function isProbablyContainer(host: string): boolean {
  // An IPv6 address has colons, in brackets or not; an IPv4 one has dots.
  return !/[.:]/.test(host) && host !== 'localhost';
}
