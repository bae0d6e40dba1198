/** Tells the runner where this server listens: the first line that it prints. */
export function listening(server) {
  console.log(`http://127.0.0.1:${server.address().port}`);
}
