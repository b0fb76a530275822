import { useRouter } from '@tarojs/taro';

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not an encoded text, then: somebody wrote the address by hand.
    return value;
  }
}

/** What the page's address says. WeChat hands it over as it was encoded, the H5 preview decoded. */
export function usePageQuery(): Partial<Record<string, string>> {
  const { params } = useRouter();
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, decode(value)]])),
  );
}
