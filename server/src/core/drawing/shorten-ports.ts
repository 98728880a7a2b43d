/**
 * Ports as a narrow place can tell them, the fullest first: `TCP 8080, 9090`, `8080, 9090`, `8080 +1`. Never is a number cut,
 * for what is left of it would be another port.
 */
export function shortenPorts(ports: string): string[] {
  const [first = '', ...more] = ports.replace(/^TCP /, '').split(', ');
  const bare = [first, ...more].join(', ');
  return more.length === 0 ? [ports, bare] : [ports, bare, `${first} +${more.length}`];
}
