/** A key that no other phone makes: the time, and eight letters or digits by chance. */
export function makeKey(): string {
  const chance = Math.floor(Math.random() * 36 ** 8).toString(36);
  return `${Date.now().toString(36)}-${chance.padStart(8, '0')}`;
}
