import { existsSync, readFileSync } from 'node:fs';
import { program as appendProgram } from '../append-program.js';

/**
 * The writer's program on a disk that is full when the test says so: the file `max-pages` beside the database is
 * the number of pages that the database may have.
 */
export const program: typeof appendProgram = {
  prepare(database) {
    const appender = appendProgram.prepare(database);
    const limit = `${database.location() ?? ''}.max-pages`;
    return {
      apply(request) {
        if (existsSync(limit)) database.exec(`PRAGMA max_page_count = ${readFileSync(limit, 'utf8')}`);
        return appender.apply(request);
      },
      forget: () => appender.forget?.(),
    };
  },
};
