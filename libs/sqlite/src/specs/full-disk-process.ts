import { closeDatabase } from '../close-database.js';
import { openDatabase } from '../open-database.js';
import { NOTES } from './notes-program.js';

/** Adds a note of 100,000 characters to the file of its first argument, closes it, and says so. */
const database = openDatabase(process.argv[2] ?? '', { kind: NOTES, synchronous: 'FULL' });
database.exec('INSERT INTO notes (body) VALUES (hex(zeroblob(50000)))');
closeDatabase(database);
process.stdout.write('closed\n');
