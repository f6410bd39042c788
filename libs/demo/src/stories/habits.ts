/** How often what happens: shares of those who could. Set so that the figures are those of a programme that is well run. */
export const HABITS = {
  // Asking for a voucher
  namesForeignExam: 0.01,
  requestDeclined: 0.1,
  asksAgainAfterDecline: 0.3,
  asksForSecondVoucher: 0.015,
  losesCode: 0.015,
  resellsCode: 0.004,
  wantsToBeForgotten: 0.004,
  neverBooks: 0.12,
  // Booking and paying
  booksForeignExam: 0.008,
  booksPastExpiry: 0.3,
  asksForExtension: 0.35,
  bookingSentTwice: 0.02,
  paymentSentTwice: 0.015,
  paysLate: 0.012,
  // Up to the appointment
  moves: 0.09,
  movesTooLate: 0.012,
  cancels: 0.035,
  cancelsTooLate: 0.008,
  centreCancels: 0.008,
  booksAgain: 0.65,
  staysAway: 0.04,
  // Sitting and reporting
  reportedWithWrongDay: 0.004,
  reportedLate: 0.1,
  reportedTwice: 0.04,
  reportedTwiceDifferently: 0.004,
  corrected: 0.01,
  correctedToInvalidated: 0.2,
  // The second shot
  takesRetake: 0.74,
  booksTooEarly: 0.04,
  wantsToPayRetake: 0.008,
  wantsThirdTry: 0.06,
  wantsRetakeAfterPassing: 0.004,
  wantsRetakeAfterStayingAway: 0.1,
} as const;

/** How much better candidates do the second time, as a share of all retakes. */
export const LEARNT = 0.08;
