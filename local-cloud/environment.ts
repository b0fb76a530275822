/** The id by which the local cloud is known to functions, to files and to the mini program that was built for it. */
export const LOCAL_ENVIRONMENT = 'local-cloud';
