import * as glassEasel from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { crossBoundary } from './boundary.ts';
import type { Modules } from './modules.ts';
import { resolvePath } from './paths.ts';
import type { WeappPackage } from './settings.ts';
import { plainEvent } from './view-backend.ts';

type Definition = Record<string, unknown>;

/** Handlers get plain data, and what they throw is reported as WeChat reports it, not passed on to the view. */
function withPlainEvents(methods: Definition): Definition {
  return Object.fromEntries(
    Object.entries(methods).map(([name, value]) => {
      if (typeof value !== 'function') return [name, value];
      const method = function (this: unknown, ...parts: unknown[]) {
        return value.apply(
          this,
          parts.map((part) =>
            part instanceof glassEasel.Event ? plainEvent(part as glassEasel.ShadowedEvent<unknown>) : part,
          ),
        );
      };
      return [name, method];
    }),
  );
}

interface HasSetData {
  setData(data: object, callback?: () => void): void;
}

export function countSetData(object: HasSetData, page: () => string): void {
  const apply = object.setData.bind(object);
  object.setData = (data, callback) => apply(crossBoundary(data, page()), callback);
}

/** What the scripts define with `Page` and `Component`, each run when it is first needed, as `lazyCodeLoading` does. */
export class Definitions {
  readonly #weapp: WeappPackage;
  readonly #space: CodeSpace;
  readonly #pageOnTop: () => string | undefined;
  #modules: Modules | undefined;
  readonly #ran = new Set<string>();
  readonly #defined = new Set<string>();
  #defining = '';

  constructor(weapp: WeappPackage, space: CodeSpace, pageOnTop: () => string | undefined) {
    this.#weapp = weapp;
    this.#space = space;
    this.#pageOnTop = pageOnTop;
  }

  /** The scripts know `Page` and `Component`, and are run from here: so they come after this. */
  runScriptsWith(modules: Modules): void {
    this.#modules = modules;
  }

  /** `Page(...)` of the script that is being run. */
  readonly definePage = (definition: Definition): void => {
    const path = this.#defining;
    this.#space.componentEnv(path, ({ Page }) => Page(withPlainEvents(definition)));
    this.#defined.add(path);
  };

  /** `Component(...)` of the script that is being run. */
  readonly defineComponent = (definition: Definition): void => {
    const path = this.#defining;
    const counted = () => this.#pageOnTop() ?? path;
    const { created, lifetimes, methods } = definition as {
      created?: () => void;
      lifetimes?: { created?: () => void };
      methods?: Definition;
    };
    const instrumented = {
      ...definition,
      methods: withPlainEvents(methods ?? {}),
      lifetimes: {
        ...lifetimes,
        created(this: HasSetData) {
          countSetData(this, counted);
          (lifetimes?.created ?? created)?.call(this);
        },
      },
    };
    this.#space.componentEnv(path, ({ Component }) => Component(instrumented as object));
    this.#defined.add(path);
  };

  /**
   * Runs the scripts of a page and of the components it uses, once each.
   *
   * @throws Error where a script registers nothing: WeChat shows a white page then
   */
  require(path: string): void {
    if (this.#ran.has(path)) return;
    // Marked before its components: they may use one another.
    this.#ran.add(path);
    for (const component of this.componentsOf(path)) this.require(component);
    this.#defining = path;
    this.#modules?.run(path);
    if (!this.#defined.has(path)) throw new Error(`${path}.js called neither Page nor Component`);
  }

  /** Paths of the components that a page or a component may use. */
  componentsOf(path: string): string[] {
    const using = { ...this.#weapp.app.usingComponents, ...this.#weapp.configs[path]?.usingComponents };
    return Object.values(using)
      .filter((target) => !target.includes('://'))
      .map((target) => resolvePath(path, target));
  }
}
