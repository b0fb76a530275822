/**
 * What stands before our own pictures' paths while a body is HTML, since the sanitizer keeps no relative address: a name of
 * nobody's (RFC 2606).
 */
const OWN = 'https://pictures.invalid/';
const OWN_PATH = /^pictures\/[\w-]+\.(?:webp|png|jpe?g)$/i;

/** A picture's address as the sanitizer lets it through. */
export function asWebAddress(picture: string): string {
  return OWN_PATH.test(picture) ? OWN + picture : picture;
}

/** The same picture as a post keeps it: our own by its path. */
export function asStored(address: string): string {
  const path = address.startsWith(OWN) ? address.slice(OWN.length) : '';
  return OWN_PATH.test(path) ? path : address;
}

/** Address of a picture: web addresses as they are, our own below `base`. Undefined where there is nothing to show. */
export function pictureAddress(picture: string | undefined, base: string): string | undefined {
  if (picture === undefined) return undefined;
  if (/^https?:/i.test(picture)) return picture;
  return base === '' ? undefined : base + picture;
}
