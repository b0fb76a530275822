/**
 * `npm run import -- news <format> FILE...`, `npm run import -- roads <format> FILE|URL...`: loads real documents through the desk.
 * Idempotent: the same document again changes nothing. A bad record is named with its reason; the good ones still land.
 */
import { parseArgs } from 'node:util';
import type { RoadFormatId } from '#domain/road-event';
import { type CloudSession, openCloudSession } from './cloud-session.ts';
import { NEWS_FORMATS, type NewsFormat, runNewsImport } from './import-news.ts';
import { ROAD_FORMATS, runRoadImport } from './import-roads.ts';

const USAGE = `用法 / usage:
  npm run import -- news <${NEWS_FORMATS.join('|')}> FILE... [options]
  npm run import -- roads <${ROAD_FORMATS.join('|')}> FILE|URL... [options]

options
  --data DIR           the local cloud's data folder (.local-cloud); a cloud that runs on it is used
  --as OPENID          who imports (command-line); is given the role for it
  --source-id ID       key of the publishing account or the feed, e.g. weibo:1726834811
  --source-name NAME   its name
  --agency ID          news: the agency of the hall that speaks here
  --snapshot           roads: the document is all there is; what it doesn't list is over`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '.local-cloud' },
    as: { type: 'string', default: 'command-line' },
    agency: { type: 'string' },
    'source-id': { type: 'string' },
    'source-name': { type: 'string' },
    snapshot: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});
const [subject, format, ...files] = positionals;

/** A refused record is an answer, not a failure: the others landed. */
async function importNewsFiles(session: CloudSession, known: NewsFormat): Promise<boolean> {
  await session.grant(values.as, 'editor');
  await runNewsImport(session, {
    format: known,
    files,
    openid: values.as,
    agencyId: values.agency,
    sourceId: values['source-id'],
    sourceName: values['source-name'],
  });
  return true;
}

/** False where a document was refused as a whole. */
async function importRoadDocuments(session: CloudSession, known: RoadFormatId): Promise<boolean> {
  await session.grant(values.as, 'operator');
  return runRoadImport(session, {
    format: known,
    documents: files,
    openid: values.as,
    sourceId: values['source-id'],
    sourceName: values['source-name'],
    snapshot: values.snapshot,
  });
}

/** What the words of the command ask for; undefined where they ask for nothing that we know. */
function readTask(): ((session: CloudSession) => Promise<boolean>) | undefined {
  if (files.length === 0) return undefined;
  const news = NEWS_FORMATS.find((name) => name === format);
  if (subject === 'news' && news !== undefined) return (session) => importNewsFiles(session, news);
  const road = ROAD_FORMATS.find((name) => name === format);
  if (subject === 'roads' && road !== undefined) return (session) => importRoadDocuments(session, road);
  return undefined;
}

async function run(): Promise<number> {
  const task = readTask();
  if (values.help || task === undefined) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const session = await openCloudSession(values.data);
  try {
    return (await task(session)) ? 0 : 1;
  } finally {
    await session.close();
  }
}

process.exitCode = await run();
