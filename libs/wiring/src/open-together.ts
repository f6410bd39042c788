import type { Closable } from './ports.js';

/** Keeps what was opened until all of it is closed. */
export type Keep = <Opened extends Closable>(opened: Opened) => Opened;

/**
 * Opens several things that belong together. Where one of them cannot be opened, those before it are closed again;
 * `close` of the answer closes all, the last one first.
 */
export async function openTogether<Parts extends object>(
  open: (keep: Keep) => Promise<Parts>,
): Promise<Parts & Closable> {
  const opened: Closable[] = [];
  const close = async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  };
  try {
    const parts = await open((one) => {
      opened.push(one);
      return one;
    });
    return { ...parts, close };
  } catch (error) {
    await close();
    throw error;
  }
}
