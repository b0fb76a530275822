/** The part of qrcode 1.5 that is used here; the package brings no types of its own. */
declare module 'qrcode' {
  interface PngOptions {
    type: 'png';
    /** Pixels. */
    width: number;
    /** Modules of white around the code. */
    margin: number;
    errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H';
    /** RGBA, hex. */
    color: { dark: string; light: string };
  }
  const QRCode: { toBuffer(text: string, options: PngOptions): Promise<Buffer> };
  export default QRCode;
}
