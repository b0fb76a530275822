import { type BuiltIn, type Instance, instanceOf, isOn } from './define.ts';

/** How a form asks its parts for their values: what each left in its state under `value`. */
function namedValue(dom: Element): [string, unknown] | undefined {
  const instance = instanceOf(dom);
  const name = instance?.attributes().name;
  if (instance === undefined || typeof name !== 'string' || name === '' || !('value' in instance.state))
    return undefined;
  return [name, instance.state.value];
}

export const form: BuiltIn = {
  attach({ dom, state, emit }) {
    state.submit = () => {
      const values = [...dom.querySelectorAll('*')].flatMap((part) => {
        const pair = namedValue(part);
        return pair === undefined ? [] : [pair];
      });
      emit('submit', { value: Object.fromEntries(values) });
    };
    state.reset = () => emit('reset', {});
  },
};

type TextField = HTMLInputElement | HTMLTextAreaElement;

function attachField(instance: Instance, field: TextField): void {
  const { dom, state, emit } = instance;
  state.field = field;
  field.addEventListener('input', (event) => {
    event.stopPropagation();
    state.value = field.value;
    emit('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 });
  });
  field.addEventListener('focus', () => emit('focus', { value: field.value, height: 0 }));
  field.addEventListener('blur', () => emit('blur', { value: field.value, cursor: 0 }));
  field.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter') emit('confirm', { value: field.value });
  });
  dom.append(field);
}

function drawField({ state, attributes }: Instance): void {
  const field = state.field as TextField;
  const { value, placeholder, disabled, maxlength, focus } = attributes();
  const wanted = value === undefined || value === null ? '' : String(value);
  // The driver's typing stands until the page gives another value.
  if (state.given !== wanted) {
    state.given = wanted;
    state.value = wanted;
    if (field.value !== wanted) field.value = wanted;
  }
  field.placeholder = String(placeholder ?? '');
  field.disabled = isOn(disabled);
  const limit = Number(maxlength);
  if (limit >= 0) field.maxLength = limit;
  if (isOn(focus) && state.focused !== true) field.focus();
  state.focused = isOn(focus);
}

const FIELD_ATTRIBUTES = { value: '', placeholder: '', disabled: false, maxlength: 140, focus: false, name: '' };

const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

export const input: BuiltIn = {
  attributes: { ...FIELD_ATTRIBUTES, type: 'text', password: false },
  attach: (instance) => attachField(instance, document.createElement('input')),
  draw(instance) {
    const field = instance.state.field as HTMLInputElement;
    const { type, password } = instance.attributes();
    field.type = isOn(password) ? 'password' : 'text';
    field.inputMode = KEYBOARDS[String(type)] ?? 'text';
    drawField(instance);
  },
};

export const textarea: BuiltIn = {
  attributes: { ...FIELD_ATTRIBUTES, autoHeight: false },
  attach: (instance) => attachField(instance, document.createElement('textarea')),
  draw: drawField,
};

export const button: BuiltIn = {
  attributes: {
    type: 'default',
    size: 'default',
    plain: false,
    disabled: false,
    loading: false,
    openType: '',
    formType: '',
  },
  draw({ dom, attributes }) {
    const { type, size, plain, disabled, loading, openType, formType } = attributes();
    dom.classList.toggle('wx-primary', type === 'primary');
    dom.classList.toggle('wx-warn', type === 'warn');
    dom.classList.toggle('wx-mini', size === 'mini');
    dom.classList.toggle('wx-plain', isOn(plain));
    dom.toggleAttribute('data-disabled', isOn(disabled));
    dom.toggleAttribute('data-loading', isOn(loading));
    dom.dataset.openType = String(openType ?? '');
    dom.dataset.formType = String(formType ?? '');
    if (!dom.hasAttribute('role')) dom.setAttribute('role', 'button');
  },
};

/** What WeChat itself does when a button is tapped, beside the page's own handler. */
export function actOnForm(dom: HTMLElement): void {
  const { formType } = dom.dataset;
  if (formType !== 'submit' && formType !== 'reset') return;
  const act = instanceOf(dom.closest('wx-form'))?.state[formType];
  if (typeof act === 'function') act();
}

export const switchControl: BuiltIn = {
  attributes: { checked: false, disabled: false, type: 'switch', name: '' },
  attach({ dom, state, attributes, emit }) {
    dom.setAttribute('role', 'switch');
    dom.addEventListener('click', () => {
      if (isOn(attributes().disabled)) return;
      state.value = state.value !== true;
      dom.setAttribute('aria-checked', String(state.value));
      emit('change', { value: state.value });
    });
  },
  draw({ dom, state, attributes }) {
    state.value = isOn(attributes().checked);
    dom.setAttribute('aria-checked', String(state.value));
  },
};

export const slider: BuiltIn = {
  attributes: { min: 0, max: 100, step: 1, value: 0, disabled: false, name: '' },
  attach({ dom, state, emit }) {
    const range = document.createElement('input');
    range.type = 'range';
    range.addEventListener('input', (event) => {
      event.stopPropagation();
      emit('changing', { value: range.valueAsNumber });
    });
    range.addEventListener('change', () => {
      state.value = range.valueAsNumber;
      emit('change', { value: range.valueAsNumber });
    });
    dom.append(range);
    state.range = range;
  },
  draw({ state, attributes }) {
    const range = state.range as HTMLInputElement;
    const { min, max, step, value, disabled } = attributes();
    range.min = String(min);
    range.max = String(max);
    range.step = String(step);
    range.value = String(value);
    range.disabled = isOn(disabled);
    state.value = range.valueAsNumber;
  },
};

/** A radio or a checkbox: its group speaks for it. */
function choice(kind: 'radio' | 'checkbox'): BuiltIn {
  const group = `wx-${kind}-group`;
  return {
    attributes: { value: '', checked: false, disabled: false },
    attach({ dom, attributes }) {
      dom.setAttribute('role', kind);
      dom.addEventListener('click', () => {
        if (isOn(attributes().disabled)) return;
        const around = dom.closest(group);
        if (kind === 'radio') {
          for (const other of around?.querySelectorAll(`wx-${kind}`) ?? []) other.setAttribute('aria-checked', 'false');
        }
        const checked = kind === 'radio' || dom.getAttribute('aria-checked') !== 'true';
        dom.setAttribute('aria-checked', String(checked));
        const tell = instanceOf(around)?.state.tell;
        if (typeof tell === 'function') tell();
      });
    },
    draw: ({ dom, attributes }) => dom.setAttribute('aria-checked', String(isOn(attributes().checked))),
  };
}

export const radio = choice('radio');
export const checkbox = choice('checkbox');

function chosenIn(dom: HTMLElement, kind: string): unknown[] {
  return [...dom.querySelectorAll(`wx-${kind}[aria-checked=true]`)].map((item) => instanceOf(item)?.attributes().value);
}

export const radioGroup: BuiltIn = {
  attributes: { name: '' },
  attach({ dom, state, emit }) {
    state.tell = () => {
      state.value = chosenIn(dom, 'radio')[0] ?? '';
      emit('change', { value: state.value });
    };
  },
};

export const checkboxGroup: BuiltIn = {
  attributes: { name: '' },
  attach({ dom, state, emit }) {
    state.tell = () => {
      state.value = chosenIn(dom, 'checkbox');
      emit('change', { value: state.value });
    };
  },
};

export const label: BuiltIn = {
  attributes: { for: '' },
  attach({ dom, attributes }) {
    dom.addEventListener('click', (event) => {
      const control = 'wx-radio, wx-checkbox, wx-switch';
      if ((event.target as Element).closest(control) !== null) return;
      const named = String(attributes().for ?? '');
      const target = named === '' ? dom.querySelector(control) : document.querySelector(`#${CSS.escape(named)}`);
      (target as HTMLElement | null)?.click();
    });
  },
};

/** A picker shows what lies in it; a test chooses through `Host.choose`, since WeChat's wheel isn't part of the page. */
export const picker: BuiltIn = {
  attributes: { mode: 'selector', range: [], rangeKey: '', value: 0, disabled: false, name: '', start: '', end: '' },
  attach({ state, attributes, emit }) {
    state.choose = (value: unknown) => {
      if (isOn(attributes().disabled)) throw new Error('this picker is disabled');
      state.value = value;
      emit('change', { value });
    };
    state.cancel = () => emit('cancel', {});
  },
  draw({ state, attributes }) {
    state.value = attributes().value;
  },
};

export const pickerView: BuiltIn = {
  attributes: { value: [] },
  attach({ state, emit }) {
    state.choose = (value: unknown) => emit('change', { value });
  },
};
