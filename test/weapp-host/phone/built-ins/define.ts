import * as glassEasel from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { noteMovement } from '../stillness.ts';
import { allowTag, domOf } from '../view-backend.ts';

/** Attributes as the template set them, by camelCase name. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One component in the page. */
export interface Instance {
  readonly dom: HTMLElement;
  attributes(): Attributes;
  /**
   * Tells the page of something; doesn't bubble, as WeChat's own components' events don't.
   * @param fields what the event itself says beside its detail, in place of its own
   */
  emit(type: string, detail: Record<string, unknown>, fields?: Record<string, unknown>): void;
  /** Whatever the component keeps for itself. */
  readonly state: Record<string, unknown>;
}

export interface BuiltIn {
  /** The attributes that this component acts on, with their defaults. Others are accepted and change nothing. */
  attributes?: Record<string, unknown>;
  /** Once, when the component is on the page, before the first `draw`. */
  attach?(instance: Instance): void;
  /** At the beginning, and whenever an attribute has changed. */
  draw?(instance: Instance): void;
  detach?(instance: Instance): void;
}

const ACCESSIBILITY = { ariaRole: '', ariaLabel: '', ariaHidden: undefined, ariaChecked: undefined } as const;

function drawAccessibility({ dom, attributes }: Instance): void {
  const { ariaRole, ariaLabel, ariaHidden, ariaChecked } = attributes();
  const said = { role: ariaRole, 'aria-label': ariaLabel, 'aria-hidden': ariaHidden, 'aria-checked': ariaChecked };
  for (const [name, value] of Object.entries(said)) {
    if (value !== undefined && value !== '') dom.setAttribute(name, String(value));
  }
}

const instances = new WeakMap<HTMLElement, Instance>();

/** The component that a DOM element of the page is, for those that act on one another (forms, groups, labels). */
export function instanceOf(dom: Element | null): Instance | undefined {
  return dom === null ? undefined : instances.get(dom as HTMLElement);
}

/** Registers a component of WeChat's own under its tag, for every page of the space. */
export function defineBuiltIn(space: CodeSpace, tag: string, builtIn: BuiltIn): void {
  const wanted = { ...ACCESSIBILITY, ...builtIn.attributes };
  const properties = Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [name, { type: null, value: value as never }]),
  );
  const components = space.getComponentSpace();
  const definition = components.defineComponent({
    is: `wechat/${tag}`,
    properties,
    observers: {
      '**'(this: glassEasel.GeneralComponent) {
        const instance = instanceOf(domOf(this));
        if (instance === undefined) return;
        drawAccessibility(instance);
        builtIn.draw?.(instance);
      },
    },
    lifetimes: {
      attached(this: glassEasel.GeneralComponent) {
        const dom = domOf(this);
        if (dom === null) return;
        const instance: Instance = {
          dom,
          attributes: () => this.data as Attributes,
          emit: (type, detail, fields) => {
            noteMovement();
            glassEasel.triggerEvent(this, type, detail, { ...(fields !== undefined && { extraFields: fields }) });
          },
          state: {},
        };
        instances.set(dom, instance);
        builtIn.attach?.(instance);
        drawAccessibility(instance);
        builtIn.draw?.(instance);
      },
      detached(this: glassEasel.GeneralComponent) {
        const instance = instanceOf(domOf(this));
        if (instance !== undefined) builtIn.detach?.(instance);
      },
    },
  });
  components.setGlobalUsingComponent(tag, definition.general());
  allowTag(tag);
}

/** An attribute of the kind WeChat reads as a boolean: absent, `false` and the empty string say no. */
export function isOn(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 'false';
}
