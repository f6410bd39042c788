import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { GuardedKeys } from '#access';
import type { ProtocolServer } from '#eventstoredb-protocol';
import { InvalidSetting, type Settings } from '#settings';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';
import type { Ports } from './ports.js';

export interface ServedPorts extends Pick<Ports, 'embeddedLog' | 'clock'> {
  /** For whoever calls; the HTTP edge of the same process asks the same one. */
  readonly guardedKeys: GuardedKeys;
}

/**
 * Serves the embedded event store over EventStoreDB's protocol, where the settings say so. What speaks it is loaded
 * only then: it takes some 20 MiB.
 *
 * @param onFailure told of failures of calls that nobody foresaw
 * @throws InvalidSetting when it cannot listen on the port, or a file cannot be read
 */
export async function serveProtocol(
  { embeddedLog, guardedKeys: keys, clock }: ServedPorts,
  settings: Settings,
  onFailure: (error: unknown) => void,
): Promise<ProtocolServer | undefined> {
  const port = settings.eventStoreDbProtocolPort;
  if (port === undefined || embeddedLog === undefined) return undefined;
  const { startProtocolServer } = await import('#eventstoredb-protocol');
  const tls = readTls(settings);
  try {
    return await startProtocolServer({
      log: embeddedLog,
      access: settings.eventStoreDbProtocolAccess === 'open' ? 'open' : { keys, now: () => clock.now() },
      protectedPrefixes: PROGRAMME_STREAM_PREFIXES,
      onFailure,
      host: settings.host,
      port,
      ...(tls && { tls }),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `EVENTSTOREDB_PROTOCOL_PORT cannot be listened on (${why}): set it to a free port.`;
    throw new InvalidSetting('EVENTSTOREDB_PROTOCOL_PORT', message);
  }
}

function readTls({
  eventStoreDbProtocolCertificateFile: certificateFile,
  eventStoreDbProtocolKeyFile: keyFile,
}: Settings): { certificate: Buffer; key: Buffer } | undefined {
  if (certificateFile === undefined || keyFile === undefined) return undefined;
  const certificate = readSettingFile('EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE', certificateFile, (cert) => ({
    cert,
  }));
  const key = readSettingFile('EVENTSTOREDB_PROTOCOL_KEY_FILE', keyFile, (key) => ({
    cert: certificate,
    key,
  }));
  return { certificate, key };
}

/** @param use where TLS takes it, so that it is known here whether it can */
function readSettingFile(
  variable: string,
  path: string,
  use: (content: Buffer) => SecureContextOptions,
): Buffer {
  const content = contentOf(variable, path);
  try {
    createSecureContext(use(content));
    return content;
  } catch (error) {
    throw new InvalidSetting(
      variable,
      `${variable} names ${path}, which is not what TLS needs there (${reasonOf(error)}): name a certificate chain and its own private key, in PEM.`,
    );
  }
}

function contentOf(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new InvalidSetting(variable, `${variable} names ${path}, which cannot be read (${why}).`);
  }
}

/** The last part of OpenSSL's text is for people, such as `key values mismatch`. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(message.lastIndexOf(':') + 1).trim();
}
