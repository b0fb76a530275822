/**
 * `npm run import -- news <wechat-html|rss|weibo> FILE... [options]`: loads real documents through the desk.
 * Idempotent: the same document again changes nothing. A bad record is named with its reason; the good ones still land.
 */
import { parseArgs } from 'node:util';
import { openCloudSession } from './cloud-session.ts';
import { NEWS_FORMATS, runNewsImport } from './import-news.ts';

const USAGE = `用法 / usage:
  npm run import -- news <${NEWS_FORMATS.join('|')}> FILE... [options]

options
  --data DIR           the local cloud's data folder (.local-cloud); a cloud that runs on it is used
  --as OPENID          who imports (command-line); is given the editor's role if it has none
  --agency ID          the agency of the hall that speaks here
  --source-id ID       key of the publishing account, e.g. weibo:1726834811
  --source-name NAME   its name`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '.local-cloud' },
    as: { type: 'string', default: 'command-line' },
    agency: { type: 'string' },
    'source-id': { type: 'string' },
    'source-name': { type: 'string' },
    help: { type: 'boolean' },
  },
});
const [subject, format, ...files] = positionals;

async function run(): Promise<number> {
  const known = NEWS_FORMATS.find((name) => name === format);
  if (values.help || subject !== 'news' || known === undefined || files.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const session = await openCloudSession(values.data);
  try {
    await session.grant(values.as, 'editor');
    await runNewsImport(session, {
      format: known,
      files,
      openid: values.as,
      agencyId: values.agency,
      sourceId: values['source-id'],
      sourceName: values['source-name'],
    });
    // A refused record is an answer, not a failure: the others landed.
    return 0;
  } finally {
    await session.close();
  }
}

process.exitCode = await run();
