/** A copy of a picture, at most `width` pixels wide and less dear in bytes; what the browser fails to shrink is thrown. */
export async function shrinkFile(address: string, width: number): Promise<string> {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(width, picture.width);
  canvas.height = Math.round((picture.height * canvas.width) / picture.width);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser has no canvas');
  // JPEG knows no transparency: what shines through is white, as the page is.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
  if (smaller === null) throw new Error('this browser makes no JPEG');
  return URL.createObjectURL(smaller);
}
