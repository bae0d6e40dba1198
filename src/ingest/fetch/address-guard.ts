import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { InputFault } from '../input-fault.js';

/** Addresses that are not on the public internet: this machine, its network, cloud metadata, reserved ranges. */
const INNER: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** All of the public internet in version 6 is 2000::/3; these lie in it and lead elsewhere. */
const INNER_6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const inner = new BlockList();
for (const [network, prefix] of INNER) inner.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of INNER_6) inner.addSubnet(network, prefix, 'ipv6');
const outer = new BlockList();
outer.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !inner.check(address, 'ipv4');
  return isIP(address) === 6 && outer.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

export function privateAddress(host: string): InputFault {
  return new InputFault(
    'UNREADABLE',
    `${host} is an address of this machine or of a private network; allow those with --allow-private-addresses.`,
  );
}

/**
 * Resolves a name and refuses it when any of its addresses is private. It is what the connection itself asks, so
 * the address that was judged is the one that is connected to, whatever the name server answers next.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || first === undefined) return callback(error ?? privateAddress(hostname), '', 4);
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return callback(privateAddress(hostname), '', 4);
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
