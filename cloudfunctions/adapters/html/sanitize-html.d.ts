/** The part of sanitize-html that this project uses; the package ships no types of its own. */
declare module 'sanitize-html' {
  interface AllowedValues {
    name: string;
    values: readonly string[];
  }

  interface Options {
    allowedTags: readonly string[];
    allowedAttributes: Readonly<Record<string, readonly (string | AllowedValues)[]>>;
    allowedSchemes: readonly string[];
    allowProtocolRelative: boolean;
    parseStyleAttributes: boolean;
  }

  export default function sanitizeHtml(html: string, options: Options): string;
}
