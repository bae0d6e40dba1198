import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { OperatorError } from '../errors.js';

/** A failed listen in the operator's words; an error of another kind comes back as it is. */
export function listenFault(error: unknown, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new OperatorError(
      `Port ${port} on ${host} is in use by another program.`,
      `Stop that program, or choose another port: PORT=${port === 65_535 ? 4001 : port + 1} npm start`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new OperatorError(
      `This user may not listen on port ${port}.`,
      'Set PORT to a number above 1023, such as 4000.',
      { cause: error },
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new OperatorError(
      `This machine has no address ${host} to listen on.`,
      'Set HOST=localhost for this machine alone, or HOST=0.0.0.0 for every IPv4 address (:: for IPv6 too).',
      { cause: error },
    );
  }
  return error;
}

/**
 * Finds out before the long work whether the address can be had. A name such as localhost stands for several
 * addresses (IPv4 and IPv6): a program that sits on one of them would answer in our place.
 *
 * @throws OperatorError when it cannot.
 */
export async function checkListening(host: string, port: number): Promise<void> {
  const addresses = await lookup(host, { all: true }).catch((error: unknown) => {
    throw listenFault(error, host, port);
  });
  const faults: unknown[] = [];
  for (const { address } of addresses) {
    await probe(address, port).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') throw listenFault(error, host, port);
      faults.push(error);
    });
  }
  // One address that does not exist here, such as ::1 without IPv6, is no matter while another does.
  if (faults.length === addresses.length) throw listenFault(faults[0], host, port);
}

async function probe(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, resolve);
    });
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
