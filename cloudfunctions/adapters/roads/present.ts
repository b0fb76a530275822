/** An object's type without `undefined` as a value: a property is there or it is not. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the properties that are undefined. */
export function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>;
}

/** The object, or undefined when nothing in it is present: an empty record says nothing. */
export function presentOrNothing<T extends object>(value: T): Present<T> | undefined {
  const kept = present(value);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
