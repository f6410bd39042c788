import { closeAfterFailure, closeAll } from './close-all.js';
import type { Closable } from './ports.js';

/** Keeps what was opened until all of it is closed. */
export type Keep = <Opened extends Closable>(opened: Opened) => Opened;

/**
 * Opens several things that belong together. Where one of them cannot be opened, those before it are closed again;
 * `close` of the answer closes all, the last one first, and throws only then what the first of them threw.
 */
export async function openTogether<Parts extends object>(
  open: (keep: Keep) => Promise<Parts>,
): Promise<Parts & Closable> {
  const opened: Closable[] = [];
  const lastFirst = () => opened.splice(0).reverse();
  try {
    const parts = await open((one) => {
      opened.push(one);
      return one;
    });
    return { ...parts, close: () => closeAll(lastFirst()) };
  } catch (error) {
    await closeAfterFailure(lastFirst());
    throw error;
  }
}
