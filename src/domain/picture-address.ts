/**
 * What stands before our own pictures' paths while a body is HTML, since the sanitizer keeps no relative address: a name of
 * nobody's (RFC 2606).
 */
const OWN = 'https://pictures.invalid/';

/** Whether it is a path in the project's own picture folder. */
export function isOwnPicture(address: string): boolean {
  return /^pictures\/[\w-]+\.(?:webp|png|jpe?g)$/i.test(address);
}

/** A picture's address as the sanitizer lets it through. */
export function asWebAddress(picture: string): string {
  return isOwnPicture(picture) ? OWN + picture : picture;
}

/** The same picture as a post keeps it: our own by its path. */
export function asStored(address: string): string {
  const path = address.startsWith(OWN) ? address.slice(OWN.length) : '';
  return isOwnPicture(path) ? path : address;
}

/** Address of a picture: web addresses as they are, our own below `base`. Undefined where there is nothing to show. */
export function pictureAddress(picture: string | undefined, base: string): string | undefined {
  if (picture === undefined) return undefined;
  if (/^https?:/i.test(picture)) return picture;
  return base === '' ? undefined : base + picture;
}
