interface ExpandButtonProps {
  /** The name of the node whose details are shown and hidden. */
  readonly label: string;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
}

/** A button that shows and hides the details of a node. */
export function ExpandButton({ label, isExpanded, onToggle }: ExpandButtonProps) {
  return (
    <button
      type="button"
      className="explorer-expand"
      aria-label={`Details of ${label}`}
      aria-expanded={isExpanded}
      onClick={onToggle}
    >
      <svg viewBox="0 0 8 8" aria-hidden="true">
        <path d="M2 0.5 6 4 2 7.5z" fill="currentColor" />
      </svg>
    </button>
  );
}
