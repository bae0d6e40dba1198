/** What processes have used, as the kernel counts it. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Fields of /proc/PID/stat behind the program's name, which may hold spaces and brackets. */
function statOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

const [PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM] = [1, 11, 12, 13, 14];

export function parentOf(pid) {
  return Number(statOf(pid)[PARENT]);
}

/** CPU seconds of a process and all its threads. */
export function cpuOf(pid) {
  const stat = statOf(pid);
  return (Number(stat[USER]) + Number(stat[SYSTEM])) / TICKS;
}

/**
 * CPU seconds of a Postgres cluster: its first process, those that it has now, and those that have ended.
 * @param {number} postmaster
 */
export function clusterCpu(postmaster) {
  const first = statOf(postmaster);
  let ticks = [USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM].reduce(
    (sum, field) => sum + Number(first[field]),
    0,
  );
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = statOf(name);
      if (Number(stat[PARENT]) === postmaster) ticks += Number(stat[USER]) + Number(stat[SYSTEM]);
    } catch {
      // Ended while the list was read: from now on it counts with its parent.
    }
  }
  return ticks / TICKS;
}

/** Memory that a process holds, in bytes. */
export function residentBytes(pid) {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) * 1024;
}
