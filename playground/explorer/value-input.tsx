import {
  GraphQLBoolean,
  GraphQLFloat,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  type GraphQLList,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  print,
  type ValueNode,
} from 'graphql';
import { useRef, useState } from 'react';

import { ExpandButton } from './expand-button.js';
import { describeType, emptyValue, itemsOf, numberValue, objectField } from './values.js';

interface ValueInputProps<Type extends GraphQLInputType = GraphQLInputType> {
  readonly type: Type;
  /** The name of the argument or field of the value; also the accessible name of the input. */
  readonly label: string;
  /** Null if the query has no value. */
  readonly value: ValueNode | null;
  readonly isRequired: boolean;
  /** Whether the input takes the focus when it appears. */
  readonly hasFocus?: boolean;
  /** Null removes the value. */
  readonly onChange: (value: ValueNode | null) => void;
}

/** An input for a value of any input type. Lists and objects have an input for each item and field. */
export function ValueInput(props: ValueInputProps) {
  const { value, label, onChange } = props;
  const type = isNonNullType(props.type) ? props.type.ofType : props.type;
  if (value?.kind === Kind.VARIABLE) {
    return (
      <span className="explorer-variable">
        <code>{print(value)}</code>
        <button
          type="button"
          aria-label={`Replace the variable of ${label} with a value`}
          onClick={() => onChange(emptyValue(type))}
        >
          Use a value
        </button>
      </span>
    );
  }
  if (isListType(type)) return <ListInput {...props} type={type} />;
  if (isInputObjectType(type)) return <ObjectInput {...props} type={type} />;
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return <ChoiceInput {...props} names={names} toValue={(name) => ({ kind: Kind.ENUM, value: name })} />;
  }
  if (type === GraphQLBoolean) {
    return (
      <ChoiceInput
        {...props}
        names={['true', 'false']}
        toValue={(name) => ({ kind: Kind.BOOLEAN, value: name === 'true' })}
      />
    );
  }
  return type === GraphQLInt || type === GraphQLFloat ? (
    <NumberInput {...props} isInteger={type === GraphQLInt} />
  ) : (
    <TextInput {...props} />
  );
}

/** Formats a scalar value as a reader types it. */
function textOf(value: ValueNode | null): string {
  if (value === null || value.kind === Kind.NULL) return '';
  return 'value' in value ? String(value.value) : print(value);
}

function TextInput({ label, value, isRequired, hasFocus, onChange }: ValueInputProps) {
  return (
    <input
      type="text"
      aria-label={label}
      autoFocus={hasFocus === true}
      autoComplete="off"
      spellCheck={false}
      value={textOf(value)}
      onChange={({ target }) =>
        onChange(target.value === '' && !isRequired ? null : { kind: Kind.STRING, value: target.value })
      }
    />
  );
}

function NumberInput({
  label,
  value,
  isRequired,
  hasFocus,
  isInteger,
  onChange,
}: ValueInputProps & { readonly isInteger: boolean }) {
  // A text that is not a valid number, such as `-` or `1.`. It is not written to the query.
  const [draft, setDraft] = useState<string | null>(null);
  const change = (text: string): void => {
    const number = numberValue(text, isInteger);
    const isAbsent = text === '' && !isRequired;
    setDraft(number || isAbsent ? null : text);
    if (number || isAbsent) onChange(number);
  };
  return (
    <input
      type="text"
      inputMode={isInteger ? 'numeric' : 'decimal'}
      aria-label={label}
      aria-invalid={draft !== null}
      autoFocus={hasFocus === true}
      autoComplete="off"
      value={draft ?? textOf(value)}
      onChange={({ target }) => change(target.value)}
      onBlur={() => setDraft(null)}
    />
  );
}

interface ChoiceInputProps extends ValueInputProps {
  readonly names: readonly string[];
  readonly toValue: (name: string) => ValueNode;
}

function ChoiceInput({ label, value, isRequired, hasFocus, names, toValue, onChange }: ChoiceInputProps) {
  return (
    <select
      aria-label={label}
      autoFocus={hasFocus === true}
      value={textOf(value)}
      onChange={({ target }) => onChange(target.value === '' ? null : toValue(target.value))}
    >
      {!isRequired && <option value="">not set</option>}
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

function ListInput({
  type,
  label,
  value,
  isRequired,
  onChange,
}: ValueInputProps<GraphQLList<GraphQLInputType>>) {
  const addButton = useRef<HTMLButtonElement>(null);
  const [addedIndex, setAddedIndex] = useState<number | null>(null);
  const items = itemsOf(value);
  const setItems = (values: readonly ValueNode[]): void =>
    onChange(values.length === 0 && !isRequired ? null : { kind: Kind.LIST, values });
  return (
    <div role="group" aria-label={label} className="explorer-list">
      {items.length > 0 && (
        <ol>
          {items.map((item, index) => (
            // Items have no identity other than their position.
            <li key={index}>
              <ValueInput
                type={type.ofType}
                label={`${label}, item ${index + 1}`}
                value={item}
                isRequired
                hasFocus={index === addedIndex}
                onChange={(changed) => changed && setItems(items.with(index, changed))}
              />
              <button
                type="button"
                aria-label={`Remove item ${index + 1} of ${label}`}
                onClick={() => {
                  setAddedIndex(null);
                  setItems(items.toSpliced(index, 1));
                  addButton.current?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ol>
      )}
      <button
        ref={addButton}
        type="button"
        aria-label={`Add an item to ${label}`}
        onClick={() => {
          setAddedIndex(items.length);
          setItems([...items, emptyValue(type.ofType)]);
        }}
      >
        + Add
      </button>
    </div>
  );
}

function ObjectInput({ type, label, value, isRequired, onChange }: ValueInputProps<GraphQLInputObjectType>) {
  const [isExpanded, setIsExpanded] = useState(value !== null);
  const nodes = value?.kind === Kind.OBJECT ? value.fields : [];
  const change = (field: GraphQLInputField, changed: ValueNode | null): void => {
    const others = nodes.filter(({ name }) => name.value !== field.name);
    const fields = changed ? [...others, objectField(field, changed)] : others;
    onChange(fields.length === 0 && !isRequired ? null : { kind: Kind.OBJECT, fields });
  };
  return (
    <div role="group" aria-label={label} className="explorer-object">
      <ExpandButton label={label} isExpanded={isExpanded} onToggle={() => setIsExpanded(!isExpanded)} />
      {isExpanded && (
        <ul>
          {Object.values(type.getFields()).map((field) => (
            <InputRow
              key={field.name}
              input={field}
              label={`${label}, ${field.name}`}
              value={nodes.find(({ name }) => name.value === field.name)?.value ?? null}
              isRequired={isRequiredInputField(field)}
              onChange={(changed) => change(field, changed)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface InputRowProps extends Omit<ValueInputProps, 'type'> {
  readonly input: Pick<GraphQLInputField, 'name' | 'type' | 'defaultValue'>;
}

/** An argument, or a field of an input object, with its name and its type. */
export function InputRow({ input, ...props }: InputRowProps) {
  return (
    <li className="explorer-input">
      <span className="explorer-name">{input.name}</span>
      <span className="explorer-type">{describeType(input as GraphQLInputField)}</span>
      <ValueInput {...props} type={input.type} />
    </li>
  );
}
