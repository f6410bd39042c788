import { GroupCommitWriter, type OpenOptions } from '#sqlite';
import { DocumentStoreError, ReadModelsUnavailable } from '../port/index.js';
import { translated } from './translated.js';
import { refused, type WriteRequest, type WriteResult, type Writes } from './write-request.js';

const PROGRAM = new URL('./write-program.js', import.meta.url);

type Writer = GroupCommitWriter<WriteRequest, WriteResult>;

/** Writes to the file on a thread of its own, which the first write starts: who only reads needs none. */
export class WritingThread {
  #writer: Promise<Writer> | undefined;
  #isClosed = false;

  constructor(
    private readonly file: string,
    private readonly open: OpenOptions,
  ) {}

  /**
   * Resolves when it is committed.
   *
   * @throws DocumentStoreError
   */
  async write<Name extends keyof Writes>(
    name: Name,
    ...parameters: Parameters<Writes[Name]>
  ): Promise<ReturnType<Writes[Name]>> {
    try {
      const writer = await this.#started();
      // The compiler does not see that a name with its own parameters is one of the requests.
      const request = [name, ...parameters] as unknown as WriteRequest;
      return (await writer.submit(request)) as ReturnType<Writes[Name]>;
    } catch (error) {
      throw error instanceof DocumentStoreError ? error : translated(error, this.file);
    }
  }

  /** Finishes what was accepted. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const writer = await this.#writer?.catch(() => undefined);
    await writer?.close();
  }

  #started(): Promise<Writer> {
    if (this.#isClosed) throw new ReadModelsUnavailable(`${this.file} was closed: open it again to write.`);
    this.#writer ??= this.#start();
    return this.#writer;
  }

  async #start(): Promise<Writer> {
    try {
      const { file, open } = this;
      return await GroupCommitWriter.open<WriteRequest, WriteResult>({
        file,
        open,
        program: PROGRAM,
        refused,
      });
    } catch (error) {
      this.#writer = undefined;
      throw error;
    }
  }
}
