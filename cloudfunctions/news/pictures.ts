/**
 * Where the picture folder is published: the public address of the environment's cloud storage, with a slash at its end.
 * Set by the deployment as PICTURE_BASE; without it articles are shown without our own pictures.
 */
export function pictureBase(): string {
  return process.env.PICTURE_BASE ?? '';
}
