/** Reads the sample content that we ship, for the check and for whatever loads it into a cloud. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import {
  agencySchema,
  lawSchema,
  postSchema,
  rebuttalSchema,
  type SampleAgency,
  type SampleLaw,
  type SamplePost,
  type SampleRebuttal,
} from './schema.ts';

export const CONTENT = fileURLToPath(new URL('../../content/', import.meta.url));

export interface SampleContent {
  agencies: SampleAgency[];
  posts: SamplePost[];
  rebuttals: SampleRebuttal[];
  laws: SampleLaw[];
  /** Picture name ("pictures/<name>.webp") to its size in bytes. */
  pictures: Map<string, number>;
}

/** Parses one file; every issue becomes a problem that names the file and the path inside it. */
async function parseFile<Schema extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: Schema,
  problems: string[],
): Promise<v.InferOutput<Schema> | undefined> {
  let data: unknown;
  try {
    data = JSON.parse(await readFile(join(folder, file), 'utf8'));
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const parsed = v.safeParse(schema, data);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues) problems.push(`${file}: ${v.getDotPath(issue) ?? '(root)'} ${issue.message}`);
  return undefined;
}

async function listJson(folder: string, below: string): Promise<string[]> {
  const names = await readdir(join(folder, below));
  return names.filter((name) => name.endsWith('.json')).map((name) => `${below}/${name}`);
}

async function measurePictures(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(join(folder, 'pictures'))).filter((name) => name.endsWith('.webp'));
  const sizes = names.map(
    async (name): Promise<[string, number]> => [`pictures/${name}`, (await stat(join(folder, 'pictures', name))).size],
  );
  return new Map(await Promise.all(sizes));
}

/** Reads everything below `folder`; what does not parse is left out and named in `problems`. */
export async function readContent(folder = CONTENT): Promise<{ content: SampleContent; problems: string[] }> {
  const problems: string[] = [];
  const agencies = await parseFile(folder, 'agencies.json', v.array(agencySchema), problems);
  const rebuttals = await parseFile(folder, 'rebuttals.json', v.array(rebuttalSchema), problems);
  const posts: SamplePost[] = [];
  for (const file of await listJson(folder, 'posts')) {
    const parsed = await parseFile(folder, file, v.array(postSchema), problems);
    for (const post of parsed ?? []) {
      if (file !== `posts/${post.channel}.json`)
        problems.push(`${file}: ${post.id} belongs to channel ${post.channel}`);
      posts.push(post);
    }
  }
  const laws: SampleLaw[] = [];
  for (const file of await listJson(folder, 'laws')) {
    const law = await parseFile(folder, file, lawSchema, problems);
    if (law === undefined) continue;
    if (file !== `laws/${law.id}.json`) problems.push(`${file}: the law's id is ${law.id}`);
    laws.push(law);
  }
  const pictures = await measurePictures(folder);
  return { content: { agencies: agencies ?? [], posts, rebuttals: rebuttals ?? [], laws, pictures }, problems };
}
