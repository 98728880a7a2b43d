/** The transport protocols that Kubernetes networking names. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Every protocol, in the order in which they are printed. */
export const PROTOCOLS: readonly Protocol[] = ['SCTP', 'TCP', 'UDP'];
