import type { WriterProgram } from '#sqlite';

/** Makes indexes, a statement a request; the module is imported by a thread of its own. */
export const program: WriterProgram<string, null> = {
  prepare: (database) => ({
    apply(statement) {
      database.exec(statement);
      return null;
    },
  }),
};
