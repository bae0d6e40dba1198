export function checkExport() {}
