/** Whether a host name is most likely known inside a compose network or a cluster only: it has no dot. */
export function isProbablyContainer(host: string): boolean {
  // An IPv6 address has colons, in brackets or not; an IPv4 one has dots.
  return !/[.:]/.test(host) && host !== 'localhost';
}

/**
 * Whether a host is this machine itself: nothing that is sent there leaves it. An IPv6 address with brackets or without. A name
 * below `localhost` is none: not every system's resolver keeps one from DNS.
 */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.[\d.]+$/.test(host);
}
