import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  name: string | Buffer;
  data: Buffer | string;
  /** What the directory says instead of the truth. */
  flags?: number;
  method?: number;
  mode?: number;
  checksum?: number;
  size?: number;
}

/** A ZIP archive, with all the lies about its members that a test asks for. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const { header, central, packed } = recordsOf(member, offset);
    parts.push(header, packed);
    directory.push(central);
    offset += header.length + packed.length;
  }
  return Buffer.concat([
    ...parts,
    ...directory,
    endOf(members.length, Buffer.concat(directory).length, offset),
  ]);
}

/** The same data named many times: small on disk, large when it is read. */
export function overlappingZip(data: Buffer, count: number): Buffer {
  const first = recordsOf({ name: '00000', data }, 0);
  const directory = Array.from({ length: count }, (_, n) => {
    const central = Buffer.from(first.central);
    central.write(String(n).padStart(5, '0'), central.length - 5);
    return central;
  });
  // Every local header is the first one; its name is not compared.
  const length = Buffer.concat(directory).length;
  const offset = first.header.length + first.packed.length;
  return Buffer.concat([first.header, first.packed, ...directory, endOf(count, length, offset)]);
}

function recordsOf(member: ZipMember, offset: number) {
  const name = Buffer.from(member.name as string);
  const data = Buffer.from(member.data as string);
  const method = member.method ?? 8;
  const packed = method === 8 ? deflateRawSync(data) : data;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(member.flags ?? 0, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(member.checksum ?? crc32(data), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(member.size ?? data.length, 18);
  common.writeUInt16LE(name.length, 22);
  const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, name]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const madeBy = Buffer.from([20, 3]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, tail, name]);
  return { header, central, packed };
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
