/**
 * A variable of the environment within a feed's address, `${FEED_NAME}`. Only those that begin so: whoever writes an address must
 * not be able to send the deployment's other secrets to a server of theirs.
 */
const VARIABLE = /\$\{(FEED_[A-Z0-9_]+)\}/g;

/** The address with what stands for each of its variables. */
export function fillAddress(address: string, valueFor: (name: string) => string): string {
  return address.replace(VARIABLE, (_, name: string) => valueFor(name));
}

/** Names of the variables in a text that holds addresses, each once, in order. */
export function addressVariables(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []))].sort();
}
