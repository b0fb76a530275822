/** The same without what is undefined: WeChat's storage keeps no such field, and says so. */
export function plainData<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
