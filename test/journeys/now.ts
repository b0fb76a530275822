/** The instant at which every journey begins: a Monday morning in China. */
export const NOW = new Date('2026-11-23T00:30:00.000Z');
