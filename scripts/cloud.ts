/**
 * `npm run cloud [-- --port N] [--data DIR] [--h5 URL] [--unauthenticated-access]`: builds what is stale and runs the local cloud
 * until it is told to stop. Prints one line when it listens; repairs and trouble go to standard error.
 */
import { parseArgs } from 'node:util';
import { type Cloud, type CloudOptions, startCloud } from '#cloud/cloud';
import { buildFunctions } from '#cloud/functions/build';
import { FUNCTIONS, INDEXES, UPLOADED_TIMERS } from './cloud-session.ts';

// Cloud functions run in UTC; a thread can't have a time zone of its own.
process.env.TZ = 'UTC';

const usualPort = 8787;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string', default: '.local-cloud' },
      h5: { type: 'string' },
      'unauthenticated-access': { type: 'boolean', default: false },
    },
  });
  const port = values.port === undefined ? undefined : readPort(values.port);
  await buildFunctions({ source: 'cloudfunctions', out: FUNCTIONS });
  const cloud = await listen(port, {
    data: values.data,
    functions: FUNCTIONS,
    indexes: INDEXES,
    unauthenticatedAccess: values['unauthenticated-access'],
    uploadedTimers: UPLOADED_TIMERS,
    ...(values.h5 !== undefined && { h5: values.h5 }),
  });
  console.log(`local cloud: ${cloud.url}, data in ${values.data}, console at ${cloud.url}/__local`);

  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void cloud.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** A port that was asked for is taken or refused; only the usual one may be another. */
async function listen(port: number | undefined, options: CloudOptions): Promise<Cloud> {
  try {
    return await startCloud({ ...options, port: port ?? usualPort });
  } catch (error) {
    const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!busy) throw error;
    if (port !== undefined) throw new Error(`port ${port} is busy: another program listens on it`);
    console.error(`local cloud: port ${usualPort} is busy, taking another`);
    return startCloud(options);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port ${text} is not a port (1 to 65535)`);
  return port;
}

run().catch((error: unknown) => {
  console.error(`local cloud: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
