/** Address of a picture: web addresses as they are, our own below `base`. Undefined where there is nothing to show. */
export function pictureAddress(picture: string | undefined, base: string): string | undefined {
  if (picture === undefined) return undefined;
  if (/^https?:/i.test(picture)) return picture;
  return base === '' ? undefined : base + picture;
}
