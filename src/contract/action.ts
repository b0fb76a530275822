import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { ErrorCode, ErrorDetails } from '#domain/app-error';
import type { Role } from '#domain/roles';

/**
 * Who may call an action: anybody (no identity is looked at), any signed-in caller, or holders of a role. A role holds for one
 * agency or for all: with `site` only those who have it for all may, since the action touches what is everybody's; without it
 * the handler looks whose thing it is, and asks `requireRole`.
 */
export type Access = 'public' | 'caller' | { readonly roles: readonly [Role, ...Role[]]; readonly site?: true };

/** How a public answer is kept in the memory of the instance that gave it: many drivers ask the same within seconds. */
export interface Remembered {
  /** For how long it counts as the state of now; at most 60. */
  readonly seconds: number;
  /** Input fields that make a question a reader's own, which nobody else asks: such a question is not remembered. */
  readonly unlessGiven?: readonly string[];
}

/**
 * One action of a cloud function, as data: what it takes, what it answers, and who may ask. Only what is public can be
 * remembered, since nothing else is the same for everybody.
 */
export type Action = { readonly input: GenericSchema; readonly output: GenericSchema } & (
  | { readonly access: 'public'; readonly remember?: Remembered }
  | { readonly access: Exclude<Access, 'public'>; readonly remember?: never }
);

/** A cloud function's whole wire API. The client imports its type only, so no validator reaches the mini program. */
export interface Contract {
  readonly name: string;
  readonly actions: { readonly [action: string]: Action };
}

export type ActionName<C extends Contract> = keyof C['actions'] & string;

/** What a caller sends. */
export type ActionInput<C extends Contract, A extends ActionName<C>> = InferInput<C['actions'][A]['input']>;

/** What a handler receives: validated, defaults filled in. */
export type ValidInput<C extends Contract, A extends ActionName<C>> = InferOutput<C['actions'][A]['input']>;

/** What a caller gets back; the server sends only the fields that the schema names. */
export type ActionOutput<C extends Contract, A extends ActionName<C>> = InferOutput<C['actions'][A]['output']>;

/** The event of a cloud function. */
export interface ActionEvent {
  action: string;
  input: unknown;
}

/** The answer of a cloud function. */
export type Reply<Output> =
  | {
      ok: true;
      data: Output;
      /** Milliseconds since an answer from the instance's memory was read; absent for one of now. No time: clocks of phones differ. */
      age?: number;
    }
  | {
      ok: false;
      error: {
        code: ErrorCode;
        message: string;
        details?: ErrorDetails;
        requestId: string;
      };
    };
