/**
 * `npm start`: builds what is not built, starts the local cloud, loads the samples where it is empty, and serves the H5
 * preview. Everything listens on 127.0.0.1 only.
 */
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { startCloud } from '#cloud/cloud';
import { buildFunctions } from '#cloud/functions/build';
import { FUNCTIONS, INDEXES, UPLOADED_TIMERS } from './cloud-session.ts';
import { loadSamples } from './load-samples.ts';
import { ensureTaroBuild, isTaroBuildFresh } from './taro-build.ts';
import { startWebServer } from './web-server.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.local-cloud' },
    port: { type: 'string', default: '5173' },
    'cloud-port': { type: 'string', default: '8787' },
  },
});

function say(step: string): void {
  console.log(step);
}

/** Starts on the port that was wished for, or on any other when somebody has that one. */
async function onFreePort<T>(what: string, wished: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(wished);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    say(`      端口 ${wished} 已被占用，${what}改用其他端口 / port ${wished} is busy, taking another`);
    return start(0);
  }
}

async function buildPreview(): Promise<void> {
  if (await isTaroBuildFresh('h5')) {
    say('[2/4] 页面已是最新 / the H5 preview is up to date');
    return;
  }
  say('[2/4] 构建页面（约一分钟）/ building the H5 preview, about a minute');
  const began = Date.now();
  const bar = new cliProgress.SingleBar({ format: '      {elapsed} s {bar}', hideCursor: true, noTTYOutput: false });
  bar.start(60, 0, { elapsed: 0 });
  const tick = setInterval(() => {
    const elapsed = Math.round((Date.now() - began) / 1000);
    bar.update(Math.min(elapsed, 59), { elapsed });
  }, 500);
  try {
    await ensureTaroBuild('h5');
  } finally {
    clearInterval(tick);
    bar.stop();
  }
}

async function start(): Promise<void> {
  say('[1/4] 打包云函数 / bundling the cloud functions');
  await buildFunctions({ source: 'cloudfunctions', out: FUNCTIONS });
  await buildPreview();

  say('[3/4] 启动本地云 / starting the local cloud');
  const cloud = await onFreePort('本地云', Number(values['cloud-port']), (port) =>
    startCloud({
      data: values.data,
      port,
      functions: FUNCTIONS,
      indexes: INDEXES,
      // As in an environment in service (docs/platform-settings.md, docs/deploy.md).
      unauthenticatedAccess: true,
      uploadedTimers: UPLOADED_TIMERS,
    }),
  );
  const isEmpty = cloud.database.collections().every(({ name, documents }) => name !== 'posts' || documents === 0);
  if (isEmpty) {
    const bar = new cliProgress.SingleBar({
      format: '      示例内容 / samples {bar} {value}/{total}',
      hideCursor: true,
    });
    bar.start(1, 0);
    const { posts } = await loadSamples(cloud, new Date(), (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    });
    bar.stop();
    say(`      已载入 ${posts} 篇示例 / ${posts} sample posts loaded`);
  }

  say('[4/4] 打开预览 / serving the preview');
  const web = await onFreePort('预览', Number(values.port), (port) =>
    startWebServer({ root: 'dist/h5', cloud: cloud.url, port }),
  );
  say(
    `\n  交通安全微发布   ${web.url}\n  本地云控制台     ${cloud.url}/__local\n\n  按 Ctrl+C 结束 / press Ctrl+C to stop`,
  );

  const stop = async () => {
    web.server.closeAllConnections();
    web.server.close();
    await cloud.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
