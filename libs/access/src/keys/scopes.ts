/** What a key may do; `admin` may do everything, and manages the keys. */
export const SCOPES = [
  'offers:write',
  'vouchers:issue',
  'exams:write',
  'vouchers:admin',
  'read',
  'personal-data:read',
  'personal-data:erase',
  'audit:read',
  'admin',
] as const;

export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Whether the scopes held cover the one that is needed. */
export function allows(held: readonly Scope[], needed: Scope): boolean {
  return held.includes(needed) || held.includes('admin');
}
