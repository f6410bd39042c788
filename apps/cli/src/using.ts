import type { Closable } from '#wiring';

/** Works with what is opened, and closes it whatever comes of the work. */
export async function using<Ports extends Closable, Result>(
  opening: Promise<Ports>,
  work: (ports: Ports) => Promise<Result>,
): Promise<Result> {
  const ports = await opening;
  try {
    return await work(ports);
  } finally {
    await ports.close();
  }
}
