import { TmplGroup } from 'glass-easel-template-compiler';
import { BuildError, type WeappFiles } from './read-weapp.ts';

/** Lines and columns count from 0. */
interface ParseProblem {
  level: 'Note' | 'Warn' | 'Error' | 'Fatal';
  message: string;
  startLine: number;
  startColumn: number;
}

function stem(name: string): string {
  return name.replace(/\.(wxml|wxs)$/, '');
}

/** What the page would show in silence when an import is missing: nothing. So it is an error here. */
function checkImports(group: TmplGroup, files: WeappFiles, templates: string[]): void {
  const known = new Set(templates.map(stem));
  for (const name of templates) {
    const missing = (group.getDirectDependencies(stem(name)) as string[]).find((path) => !known.has(stem(path)));
    if (missing !== undefined) throw new BuildError(`${name} imports ${missing}.wxml, which the build doesn't have`);
    const script = (group.getScriptDependencies(stem(name)) as string[]).find(
      (path) => !files.has(`${stem(path)}.wxs`),
    );
    if (script !== undefined) throw new BuildError(`${name} uses ${script}.wxs, which the build doesn't have`);
  }
}

/** Compiles every template of a build with WeChat's own compiler. @throws BuildError for what it complains about */
export function compileTemplates(files: WeappFiles): string {
  const group = new TmplGroup();
  const templates = files.names.filter((name) => name.endsWith('.wxml'));
  for (const name of files.names.filter((file) => file.endsWith('.wxs'))) group.addScript(stem(name), files.text(name));
  for (const name of templates) {
    const problems = group.addTmpl(stem(name), files.text(name)) as ParseProblem[];
    // Notes are about style.
    const worst = problems.find(({ level }) => level !== 'Note');
    if (worst !== undefined) {
      throw new BuildError(`${name}:${worst.startLine + 1}:${worst.startColumn + 1}: ${worst.message}`);
    }
  }
  checkImports(group, files, templates);
  const compiled = group.getTmplGenObjectGroups();
  group.free();
  return compiled;
}
