import { SpareThreads } from '#cloud/functions/spare-threads';

/** Threads that the clouds of this process hand on: a function that starts for the hundredth time starts at once. */
export const spareThreads = new SpareThreads();
