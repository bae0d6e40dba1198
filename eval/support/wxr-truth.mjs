export function wxrFiles() {
  return [];
}
