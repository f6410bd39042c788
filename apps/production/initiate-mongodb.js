// For mongosh: makes the replica set of MONGODB_MEMBERS, and a user for each of the two databases. May be run again.
const { MONGODB_MEMBERS, MONGODB_ROOT_PASSWORD, MONGODB_PASSWORD, MONGODB_KEYS_PASSWORD } = process.env;
const hosts = MONGODB_MEMBERS.split(',').map((host) => `${host}:27017`);

try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'second-shot', members: hosts.map((host, _id) => ({ _id, host })) });
}

// Waits until the set has a primary, whichever member that is.
const primary = connect(
  `mongodb://root:${MONGODB_ROOT_PASSWORD}@${hosts.join(',')}/admin?replicaSet=second-shot`,
);
ensureUser('second-shot', MONGODB_PASSWORD);
ensureUser('second-shot-keys', MONGODB_KEYS_PASSWORD);

/** Each may use the database of its name alone: whoever reads the read models does not read the keys. */
function ensureUser(name, password) {
  const database = primary.getSiblingDB(name);
  const user = { pwd: password, roles: [{ role: 'readWrite', db: name }] };
  if (database.getUser(name)) database.updateUser(name, user);
  else database.createUser({ user: name, ...user });
}
