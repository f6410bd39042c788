/*
 * Tokens under which Nest injects the ports; the interface of the same name is in the port's lib. Which adapter
 * stands behind each, the apps decide.
 */

export const EVENT_STORE = Symbol('EventStore');
export const PERSONAL_DATA_VAULT = Symbol('PersonalDataVault');
export const BLIND_INDEX = Symbol('BlindIndex');
export const CLOCK = Symbol('Clock');
