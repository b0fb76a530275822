// The console's one script: fetches JSON from /__local and shows it. Everything is put in as text, never as markup:
// documents hold what anybody typed.

const refreshEvery = 2000;
const pageSize = 20;

/** @type {Record<string, {title: string, filter?: string, load: (filter: string) => Promise<Node>}>} */
const sections = {
  requests: { title: 'Requests', filter: 'Collection', load: showRequests },
  logs: { title: 'Logs', filter: 'Function', load: showLogs },
  collections: { title: 'Collections', filter: 'Query, as JSON', load: showCollections },
  messages: { title: 'Messages', load: showMessages },
  timers: { title: 'Timers', load: showTimers },
  files: { title: 'Files', load: showFiles },
  faults: { title: 'Faults', load: showFaults },
};

const find = (id) => document.getElementById(id);
let shown = '';
let loading = 0;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function table(columns, rows, empty) {
  if (rows.length === 0) return element('p', { className: 'empty' }, empty);
  const head = columns.map(([title, , kind = '']) => element('th', { className: kind, scope: 'col' }, title));
  const body = rows.map((row) =>
    element('tr', {}, ...columns.map(([, cell, kind = '']) => element('td', { className: kind }, cell(row) ?? ''))),
  );
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
}

async function ask(path, options) {
  const response = await fetch(`/__local/${path}`, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

const tell = (path, body, method = 'POST') =>
  ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

function act(title, run) {
  const button = element('button', { type: 'button' }, title);
  button.addEventListener('click', () =>
    guarded(async () => {
      button.disabled = true;
      try {
        await run();
      } finally {
        button.disabled = false;
      }
      await refresh();
    }),
  );
  return button;
}

const time = (at) =>
  at === undefined || at === null
    ? ''
    : new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
const json = (value) => element('pre', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
const number = (value) => (value === undefined ? '' : Number(value).toLocaleString('en'));
const mark = (text, kind) => element('span', { className: kind }, text);

/** EJSON as a person reads it: numbers and dates without their types. */
function plain(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const [[key, inner] = [], more] = Object.entries(value);
  if (more === undefined && ['$numberInt', '$numberDouble', '$numberLong'].includes(key)) return Number(inner);
  if (more === undefined && key === '$date')
    return new Date(Number(inner.$numberLong ?? Date.parse(inner))).toISOString();
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}

/** A scan, or five documents read for each one returned: what the bill is made of. */
function costKind({ index, examined = 0, returned = 0, written = 0 }) {
  if (index === null && examined > 100) return 'bad';
  return examined > 5 * Math.max(returned, written, 1) ? 'warn' : '';
}

async function showRequests(collection) {
  const requests = await ask(`requests?limit=200${collection && `&collection=${encodeURIComponent(collection)}`}`);
  return table(
    [
      ['Time', (one) => time(one.at), 'time'],
      ['Action', (one) => one.action],
      ['Collection', (one) => one.collection],
      ['Examined', (one) => mark(number(one.examined), costKind(one)), 'number'],
      ['Returned', (one) => number(one.returned), 'number'],
      ['Written', (one) => number(one.written), 'number'],
      ['Index', (one) => (one.index === null && one.examined > 0 ? mark('scan', costKind(one)) : one.index)],
      ['ms', (one) => one.ms.toFixed(1), 'number'],
      ['Function', (one) => one.functionName],
      ['Failure', (one) => mark(one.code ?? '', 'bad')],
    ],
    requests,
    'No requests yet.',
  );
}

async function showLogs(functionName) {
  const calls = await ask(`logs?limit=100${functionName && `&functionName=${encodeURIComponent(functionName)}`}`);
  const lines = (call) =>
    element(
      'pre',
      {},
      ...call.lines.flatMap(({ level, text }) => [
        mark(text, level === 'error' ? 'bad' : level === 'warn' ? 'warn' : ''),
        '\n',
      ]),
      call.error ? mark(`${call.error.code}: ${call.error.message}`, 'bad') : '',
    );
  return table(
    [
      ['Time', (call) => time(call.startedAt), 'time'],
      ['Function', (call) => call.functionName],
      ['By', (call) => `${call.trigger}${call.openid ? ` ${call.openid}` : ''}`],
      [
        'ms',
        (call) => (call.ms === undefined ? 'runs' : `${number(call.ms)}${call.coldStart ? ' cold' : ''}`),
        'number',
      ],
      ['Log', lines],
    ],
    calls,
    'No calls yet.',
  );
}

async function showCollections(query) {
  const [, name, offsetText = '0'] = location.hash.slice(1).split('/').map(decodeURIComponent);
  if (!name) {
    return table(
      [
        ['Collection', (one) => element('a', { href: `#collections/${encodeURIComponent(one.name)}` }, one.name)],
        ['Documents', (one) => number(one.documents), 'number'],
        ['Indexes', (one) => one.indexes.map((index) => index.name ?? String(index)).join(', ')],
      ],
      await ask('collections'),
      'No collections yet.',
    );
  }
  const offset = Number(offsetText);
  const address = `collections/${encodeURIComponent(name)}?limit=${pageSize}&offset=${offset}`;
  const { documents, total } = await ask(query ? `${address}&query=${encodeURIComponent(query)}` : address);
  const link = (to, title) =>
    to >= 0 && to < total && to !== offset
      ? element('a', { href: `#collections/${encodeURIComponent(name)}/${to}` }, title)
      : mark(title, 'quiet');
  return element(
    'section',
    {},
    element('p', {}, element('a', { href: '#collections' }, 'Collections'), ` / ${name}: ${number(total)} documents`),
    table([['Document', (one) => json(plain(one))]], documents, 'No documents here.'),
    element('p', { className: 'pages' }, link(offset - pageSize, 'Previous'), link(offset + pageSize, 'Next')),
  );
}

async function showMessages() {
  return table(
    [
      ['Time', (one) => time(one.at), 'time'],
      ['API', (one) => one.api],
      ['Function', (one) => one.functionName],
      [
        'Answer',
        (one) => mark(one.errcode === 0 ? 'ok' : `${one.errcode} ${one.errmsg}`, one.errcode === 0 ? '' : 'bad'),
      ],
      ['Sent', (one) => json(one.params)],
    ],
    await ask('messages'),
    'Nothing was sent through openapi yet.',
  );
}

async function showTimers() {
  const outcome = ({ last }) => {
    if (!last) return '';
    const text = `${time(last.at)}${last.byHand ? ', by hand' : ''}: ${last.outcome ?? 'runs'}`;
    return mark(text, last.outcome && last.outcome !== 'ok' ? 'bad' : '');
  };
  return table(
    [
      ['Function', (timer) => timer.functionName],
      ['Timer', (timer) => timer.name],
      ['Expression', (timer) => timer.cron],
      ['Next', (timer) => time(timer.next)],
      ['Runs', (timer) => number(timer.runs), 'number'],
      ['Last', outcome],
      ['', ({ functionName, name }) => act('Run now', () => tell('timers/run', { functionName, name }))],
    ],
    await ask('timers'),
    'No function has a timer.',
  );
}

async function showFiles() {
  return table(
    [
      ['Path', (file) => file.path],
      ['Bytes', (file) => number(file.size), 'number'],
      ['Uploaded', (file) => time(file.uploadedAt)],
      ['SHA-256', (file) => mark(file.hash.slice(0, 16), 'quiet')],
    ],
    await ask('files'),
    'No files yet.',
  );
}

async function showFaults() {
  const rules = await ask('faults');
  const add = (title, rule) => act(title, () => tell('faults', rule));
  return element(
    'section',
    {},
    table(
      [
        ['Strikes', (rule) => rule.action],
        ['Latency, ms', (rule) => number(rule.latencyMs), 'number'],
        ['Fails', (rule) => (rule.errorRate === undefined ? '' : `${rule.errorRate * 100}%`), 'number'],
        ['Drops after the write', (rule) => (rule.dropRate === undefined ? '' : `${rule.dropRate * 100}%`), 'number'],
        ['Requests left', (rule) => number(rule.times), 'number'],
      ],
      rules,
      'No faults: everything works as well as it can.',
    ),
    element(
      'p',
      { className: 'pages' },
      add('Slow database (2 s)', { action: 'database.*', latencyMs: 2000 }),
      add('Every fifth request fails', { action: 'database.*', errorRate: 0.2 }),
      add('Next answer is lost', { action: 'database.*', dropRate: 1, times: 1 }),
      act('Clear', () => tell('faults', {}, 'DELETE')),
    ),
  );
}

async function showStatus() {
  const status = await ask('status');
  const functions = status.functions.map((one) => one.name).join(', ') || 'no functions';
  find('summary').textContent =
    `${status.dataFolder} · ${functions} · ${Math.round(status.memory / 1048576)} MB` +
    (status.repairs.length > 0 ? ` · repaired: ${status.repairs.join('; ')}` : '');
  find('now').textContent = time(status.now);
  find('now').classList.toggle('frozen', status.frozen);
  find('freeze').textContent = status.frozen ? 'Run' : 'Freeze';
}

async function refresh() {
  const name = location.hash.slice(1).split('/')[0];
  const key = Object.hasOwn(sections, name) ? name : 'requests';
  const section = sections[key];
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${key}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const filtered = section.filter !== undefined && (key !== 'collections' || location.hash.includes('/'));
  find('filter').hidden = !filtered;
  find('filter-name').textContent = section.filter ?? '';
  const turn = ++loading;
  const [content] = await Promise.all([section.load(filtered ? find('filter-text').value.trim() : ''), showStatus()]);
  // An answer that comes after the next question is no answer to it.
  if (turn !== loading) return;
  const text = content.textContent;
  if (text !== shown) find('content').replaceChildren(content);
  shown = text;
}

async function guarded(run) {
  try {
    await run();
    find('trouble').hidden = true;
  } catch (error) {
    find('trouble').textContent = error.message;
    find('trouble').hidden = false;
  }
}

for (const [key, { title }] of Object.entries(sections)) {
  document.querySelector('nav').append(element('a', { href: `#${key}` }, title));
}
for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () =>
    guarded(async () => {
      await tell('clock', { advance: Number(button.dataset.advance) });
      await refresh();
    }),
  );
}
find('freeze').addEventListener('click', () =>
  guarded(async () => {
    await tell('clock', find('now').classList.contains('frozen') ? { run: true } : { freeze: true });
    await refresh();
  }),
);
find('filter-text').addEventListener('input', () => guarded(refresh));
addEventListener('hashchange', () => {
  find('filter-text').value = '';
  shown = '';
  void guarded(refresh);
});
setInterval(() => {
  if (!document.hidden) void guarded(refresh);
}, refreshEvery);
void guarded(refresh);
