import type { Generation, Leak, OnMissing, Renderer } from './types.ts';

/** What Kestra does with what stands under a key, and with all that is below it. */
export type Rule =
  | {
      readonly as: 'rendered';
      readonly by: Renderer | null;
      readonly onMissing: OnMissing;
      readonly leak?: Leak;
      /** Whether a plugin says what stands below: objects of Kestra, such as tasks, can be among it. */
      readonly open?: true;
    }
  | { readonly as: 'never' }
  /** A map of labels, or a list of them. */
  | { readonly as: 'labels' }
  | { readonly as: 'refused' }
  /** Rendered only by an expression that says `render(…)`. */
  | { readonly as: 'through-render' }
  | { readonly as: 'no-part' }
  /** A map whose keys Kestra knows. */
  | { readonly as: 'object'; readonly of: ObjectName; readonly orOther?: true }
  /**
   * A list of them, or a map of such lists (the cases of a `Switch`). With `orOther` it is only a custom: a plugin may have
   * anything else there.
   */
  | {
      readonly as: 'objects';
      readonly of: ObjectName;
      readonly onMissing?: OnMissing;
      readonly orOther?: true;
    }
  | { readonly as: 'cases'; readonly of: ObjectName };

/** Where the generations differ. */
export type RuleByGeneration = Readonly<Record<Generation, Rule>>;

export type Rules = Readonly<Record<string, Rule | RuleByGeneration>>;

/** The maps of a flow whose keys Kestra knows. */
export type ObjectName =
  | 'flow'
  | 'label'
  | 'input'
  | 'dependency'
  | 'output'
  | 'check'
  | 'assertion'
  | 'task'
  | 'dag task'
  | 'trigger'
  | 'condition'
  | 'listener'
  | 'plugin default'
  | 'http options'
  | 'http authentication'
  | 'http proxy'
  | 'http timeout'
  | 'ssl options'
  | 'plugin object';

export interface ObjectRules {
  /** The keys that every such object has. */
  readonly keys: Rules;
  /** More keys, which those of a plugin have by custom, and those of Kestra's own do not. */
  readonly ofPlugins?: Readonly<Record<string, Rule>>;
  /** Any other key. */
  readonly others: Rule;
}

/** The properties that a type of Kestra's own has beside those of every task or trigger. Any other is refused. */
export interface TypeRules {
  /** What renders `rendered`. */
  readonly by: Renderer;
  /** Names with blanks between them. */
  readonly rendered?: string;
  readonly refused?: string;
  readonly never?: string;
  /** Lists of tasks. */
  readonly tasks?: string;
  /** What is otherwise than by these names. */
  readonly keys?: Rules;
  /** Names that one generation alone knows; the other refuses them. */
  readonly only?: Readonly<Partial<Record<Generation, string>>>;
}
