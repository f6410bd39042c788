import type { CandidateDetails } from '#application';
import type { Random } from './random.js';

export interface Person {
  readonly candidateId: string;
  readonly details: CandidateDetails;
}

const GIVEN_NAMES = [
  'Ada',
  'Amir',
  'Anna',
  'Aoife',
  'Ben',
  'Carlos',
  'Chen',
  'Chloe',
  'Daniel',
  'Elif',
  'Emma',
  'Farid',
  'Grace',
  'Hana',
  'Ines',
  'Ivan',
  'Jonas',
  'Kofi',
  'Lena',
  'Luca',
  'Maria',
  'Mei',
  'Nadia',
  'Noah',
  'Olga',
  'Oscar',
  'Priya',
  'Rosa',
  'Samuel',
  'Tomas',
  'Yuki',
  'Zara',
] as const;

const FAMILY_NAMES = [
  'Adeyemi',
  'Andersson',
  'Bauer',
  'Brown',
  'Chen',
  'Costa',
  'Demir',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jensen',
  'Kim',
  'Kowalski',
  'Larsen',
  'Martin',
  'Mensah',
  'Moreau',
  'Nowak',
  'Okafor',
  'Patel',
  'Petrov',
  'Quinn',
  'Rossi',
  'Santos',
  'Singh',
  'Tanaka',
  'Walker',
  'Wang',
  'Young',
] as const;

/** @param number tells the candidate from all others */
export function personOf(number: number, random: Random): Person {
  const given = random.pick(GIVEN_NAMES);
  const family = random.pick(FAMILY_NAMES);
  const padded = number.toString().padStart(5, '0');
  return {
    candidateId: `demo-${padded}`,
    details: {
      name: `${given} ${family}`,
      email: `${given}.${family}.${number}@example.org`.toLowerCase(),
      ...(random.chance(0.8) && { providerCandidateNumber: `SR${random.int(1_000_000, 9_999_999)}` }),
    },
  };
}
