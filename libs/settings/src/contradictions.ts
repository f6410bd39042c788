import { InvalidSetting } from './errors.js';
import type { Settings } from './settings.js';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * Refuses settings that are each allowed, but not together.
 *
 * @throws InvalidSetting
 */
export function refuseContradictions(settings: Settings): void {
  refuseTestSettings(settings);
  if (settings.eventStoreDbUrl !== undefined && settings.eventStoreDbProtocolPort !== undefined) {
    throw new InvalidSetting(
      'EVENTSTOREDB_PROTOCOL_PORT',
      'EVENTSTOREDB_PROTOCOL_PORT serves the embedded event store and must be left out where EVENTSTOREDB_URL is set.',
    );
  }
  if (settings.port !== 0 && settings.port === settings.eventStoreDbProtocolPort) {
    throw new InvalidSetting(
      'EVENTSTOREDB_PROTOCOL_PORT',
      `EVENTSTOREDB_PROTOCOL_PORT is ${settings.port}, as PORT is: set one of them to another port.`,
    );
  }
  const { eventStoreDbProtocolCertificateFile: certificate, eventStoreDbProtocolKeyFile: key } = settings;
  if ((certificate === undefined) !== (key === undefined)) {
    const missing =
      certificate === undefined ? 'EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE' : 'EVENTSTOREDB_PROTOCOL_KEY_FILE';
    throw new InvalidSetting(
      missing,
      `${missing} must be set too: a certificate and its private key go together.`,
    );
  }
}

function refuseTestSettings({
  clockStartsAt,
  environment,
  eventStoreDbProtocolAccess,
  host,
}: Settings): void {
  if (clockStartsAt !== undefined && environment === 'production') {
    throw new InvalidSetting(
      'CLOCK_STARTS_AT',
      'CLOCK_STARTS_AT is a test setting and must be left out where NODE_ENV is production.',
    );
  }
  if (eventStoreDbProtocolAccess === 'open' && (environment === 'production' || !LOOPBACK.test(host))) {
    throw new InvalidSetting(
      'EVENTSTOREDB_PROTOCOL_ACCESS',
      'EVENTSTOREDB_PROTOCOL_ACCESS is open, which is for tests, and must be keys where NODE_ENV is production or HOST can be reached from other machines.',
    );
  }
}
